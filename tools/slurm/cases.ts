import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { DIGITS, saved } from "../mpi/cases.ts";
import { crlc, start } from "../mpi/start.ts";
import type { Cases, Room } from "../mpi/try_cases.ts";
import { slurm, until } from "./cluster.ts";
import { scriptOf } from "./scripts.ts";

/** Arguments of a training that does not end by itself. */
const LONG = ["--epochs", "200", "--verbose"].join(" ");

/** A job that was submitted. */
interface Job {
  readonly id: string;
  state(): Promise<string>;
  /** What it has said so far. */
  said(): Promise<string>;
  /** Until it says something so many times. */
  says(what: RegExp, times?: number): Promise<void>;
  becomes(state: RegExp): Promise<void>;
}

/** Submits a script. */
async function submit(
  { folder }: Room,
  script: string,
  flags: readonly string[] = [],
): Promise<Job> {
  const path = join(folder, `${crypto.randomUUID()}.sh`), out = `${path}.out`;
  await Deno.writeTextFile(path, script, { mode: 0o755 });
  const told = await slurm("sbatch", ["--parsable", `--output=${out}`, ...flags, path]);
  const [id] = told.split(";");
  const said = () => Deno.readTextFile(out).catch(() => "");
  // Of a job that has ended, Slurm without accounting knows the state for a while.
  const state = async () =>
    /JobState=(\w+)/.exec(await slurm("scontrol", ["show", "job", id]))?.[1] ?? "";
  const explain = async (what: string, isSo: () => Promise<boolean>) => {
    try {
      await until(what, isSo);
    } catch (error) {
      throw new Error(`${(error as Error).message}; it is ${await state()}:\n${await said()}`);
    }
  };
  return {
    ...{ id, said, state },
    async says(what, times = 1) {
      const all = new RegExp(what, "g");
      await explain(
        `${what} ${times} times`,
        async () => [...(await said()).matchAll(all)].length >= times,
      );
    },
    async becomes(wanted) {
      await explain(`${wanted}`, async () => wanted.test(await state()));
    },
  };
}

/** The script of a training over ranks, on digits and this machine. */
const training = ({ run }: Room, more: string) =>
  scriptOf("--ntasks=16", {
    "--ntasks=16": "--ntasks=2",
    "--cpus-per-task=4\n": "--cpus-per-task=1\n",
    "crlc/cifar10": "crlc/digits",
    "/shared/runs/cifar10": `${run} ${more}`,
    "/shared/data": "/nowhere",
  });

/** The script of a sweep of four runs. */
const sweep = ({ run }: Room, more: string) =>
  scriptOf("--array=0-3", {
    "--cpus-per-task=4\n": "--cpus-per-task=1\n",
    "--grid lambda1=1,2,5 --seeds 0-2": `--grid lambda1=1,2 --seeds 0-1 ${more}`,
    "/shared/runs/sweep": run,
  });

/** A job that takes the whole node from whoever has it, for a moment. */
const URGENT = "#!/bin/bash\n#SBATCH --partition=high\n#SBATCH --ntasks=4\ntrue\n";

async function sessionsOf(run: string) {
  return JSON.parse(await Deno.readTextFile(join(run, "recipe.json"))).sessions as {
    readonly ranks?: number;
    readonly carrier?: string;
  }[];
}

/** A run that is done, in so many sessions of two ranks. */
async function isWhole({ run }: Room, sessions: number): Promise<void> {
  deepStrictEqual(
    (await sessionsOf(run)).map(({ ranks }) => ranks),
    Array.from({ length: sessions }, () => 2),
  );
  const verified = await crlc(["verify", run]);
  strictEqual(verified.code, 0, verified.stderr);
}

/** What is tried with Slurm beside what is tried under every launcher. */
export const CASES: Cases<Room> = {
  async "srun --mpi=none starts nothing that trains"({ run }) {
    const launcher = ["srun", "--mpi=none"];
    const { code, stderr } = await start({ launcher }, 2, [...DIGITS, "--run", run]).ended;
    notStrictEqual(code, 0);
    match(stderr, /MPI_MISMATCH/);
    ok(!await Deno.stat(run).catch(() => false), "a run was begun");
  },
  async "without --kill-on-bad-exit a rank that is killed ends all as well"({ run }) {
    const told: string[] = [];
    for (const kind of ["pmix", "pmi2"]) {
      const own = `${run}-${kind}`, launcher = ["srun", `--mpi=${kind}`];
      const started = start({ launcher }, 2, [...DIGITS, ...LONG.split(" "), "--run", own], {
        CRLC_RANK_PATIENCE: "20",
      });
      await started.said(/epoch +\d+\//);
      const began = performance.now();
      Deno.kill((await started.ranks())[1], "SIGKILL");
      const { code, stderr } = await started.ended;
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      notStrictEqual(code, 0);
      const by = /RANK_SILENT/.exec(stderr) ?? "by Slurm";
      told.push(`${kind}: exit ${code}, ${seconds} s, ${by}`);
    }
    return told.join("; ");
  },
  async "the script of a training trains on all tasks, to the end"(room) {
    const job = await submit(room, await training(room, "--epochs 1"));
    await job.becomes(/^(COMPLETED|FAILED)$/);
    strictEqual(await job.state(), "COMPLETED", await job.said());
    await isWhole(room, 1);
  },
  async "a training that is preempted is saved, requeued, and goes on"(room) {
    const job = await submit(room, await training(room, "--epochs 6 --verbose"));
    await job.says(/epoch +2\//);
    await submit(room, URGENT);
    await job.becomes(/^PENDING$/);
    await job.becomes(/^(COMPLETED|FAILED)$/);
    strictEqual(await job.state(), "COMPLETED", await job.said());
    match(await job.said(), /Stopped and saved after step/);
    await isWhole(room, 2);
  },
  async "a training at its time limit is saved, requeued, and goes on"(room) {
    const job = await submit(room, await training(room, LONG), ["--signal=TERM@60"]);
    await job.says(/epoch +1\//);
    const [, hours, minutes] = /RunTime=(\d+):(\d+):/.exec(
      await slurm("scontrol", ["show", "job", job.id]),
    )!;
    const limit = Number(hours) * 60 + Number(minutes) + 2;
    await slurm("scontrol", ["update", `JobId=${job.id}`, `TimeLimit=${limit}`]);
    await job.says(/Stopped and saved after step/);
    // A requeued job waits two minutes, as one that has failed does.
    await job.becomes(/^PENDING$/);
    await slurm("scancel", [job.id]);
    const [first] = await sessionsOf(room.run);
    strictEqual(first.ranks, 2);
    ok(await saved(room));
  },
  async "scancel: saved, and not requeued"(room) {
    const job = await submit(room, await training(room, LONG));
    await job.says(/epoch +\d+\//);
    await slurm("scancel", [job.id]);
    await job.becomes(/^CANCELLED$/);
    await until("nothing of it runs", async () => await slurm("squeue", ["-h"]) === "");
    ok(await saved(room));
    match(await job.said(), /Stopped and saved after step/);
  },
  async "an array shares a sweep, and the same line outside of it collects"(room) {
    const job = await submit(room, await sweep(room, "--epochs 1 --backend wasm"));
    await until("the array is done", async () => await slurm("squeue", ["-h"]) === "");
    const runs = await Array.fromAsync(Deno.readDir(room.run));
    const began = performance.now();
    const { code, stdout } = await new Deno.Command("bash", {
      args: ["-c", await sweep(room, "--epochs 1 --backend wasm")],
      env: { SLURM_CPUS_PER_TASK: "1" },
    }).output();
    strictEqual(code, 0, await job.said());
    const seconds = (performance.now() - began) / 1000;
    const table = new TextDecoder().decode(stdout);
    ok(runs.filter(({ isDirectory }) => isDirectory).length === 4, table);
    match(table, /^lambda1=1 +2 .*\nlambda1=2 +2 /m);
    return `collected in ${seconds.toFixed(1)} s`;
  },
  async "a task of an array that is preempted goes on where it was"(room) {
    const job = await submit(room, await sweep(room, "--epochs 6 --backend wasm --verbose"));
    await job.says(/epoch +2\//);
    await submit(room, URGENT);
    await until(
      "the array waits",
      async () => /PENDING/.test(await slurm("squeue", ["-h", "-t", "PD", "-o", "%T"])),
    );
    await until("the array is done", async () => await slurm("squeue", ["-h"]) === "");
    for await (const { name, isDirectory } of Deno.readDir(room.run)) {
      if (!isDirectory) continue;
      const { code, stderr } = await crlc(["verify", join(room.run, name)]);
      strictEqual(code, 0, stderr);
    }
  },
};
