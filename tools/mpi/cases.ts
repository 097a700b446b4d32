import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { encodePng } from "../../results/export/png.ts";
import { verifyCheckpoint } from "../../run/folder/checkpoint.ts";
import { crlc, type Ended, start } from "./start.ts";
import type { Cases, Room } from "./try_cases.ts";

/** What starts ranks. */
export interface Launcher {
  readonly launcher: readonly string[];
  /** Variables that its ranks need. */
  readonly env?: Readonly<Record<string, string>>;
  /** What its library says of itself. */
  readonly carrier: RegExp;
  /** The library of another launcher. */
  readonly other: string;
  /** Whether it tells that it has killed a rank, in place of the exit code of one that has ended all. */
  readonly losesCode?: true;
  /** Whether it kills its ranks at once where it is itself sent SIGTERM. */
  readonly killsAtOnce?: true;
}

/** Where a case is tried. */
export interface Place extends Launcher, Room {}

const beside = (name: string) => new URL(name, import.meta.url).pathname;
const digitsOn = (backend: string) => [
  ...["train", "crlc/digits", "--backend", backend, "--threads", "1"],
];
export const DIGITS = digitsOn("wasm");
const LONG = ["--epochs", "200", "--verbose"];

/** The terms of the last epoch. */
async function lastTerms(run: string): Promise<Record<string, number>> {
  const lines = (await Deno.readTextFile(join(run, "metrics.jsonl"))).trim().split("\n");
  return JSON.parse(lines.at(-1)!).terms;
}

/** Starts a long training of 2 ranks and does something to it. */
async function disturbed(
  place: Place,
  disturb: (launcher: number, ranks: readonly number[]) => void,
  env: Record<string, string> = {},
  digits = DIGITS,
): Promise<Ended & { readonly seconds: number }> {
  const started = start(place, 2, [...digits, ...LONG, "--run", place.run], env);
  await started.said(/epoch +\d+\//);
  const began = performance.now();
  disturb(started.pid, await started.ranks());
  const ended = await started.ended;
  return { ...ended, seconds: (performance.now() - began) / 1000 };
}

/** Whether a checkpoint was saved, whole and pointed at. */
export async function saved({ run }: Room): Promise<boolean> {
  const folder = join(run, "checkpoints");
  const latest = (await Deno.readTextFile(join(folder, "latest"))).trim();
  verifyCheckpoint(await Deno.readFile(join(folder, latest)));
  return true;
}

const kill = (signal: Deno.Signal) => (pid: number) => Deno.kill(pid, signal);
const after = ({ code, seconds }: { code: number; seconds: number }) =>
  `exit ${code}, ${seconds.toFixed(1)} s`;

/** That the exit code is that of a rank that has ended all. */
function exited({ losesCode }: Launcher, code: number, expected: number, stderr: string): void {
  ok(code === expected || losesCode && code !== 0, `exit ${code}, not ${expected}: ${stderr}`);
}

/** That an epoch on several ranks gives what it gives on one. */
async function likeOne(place: Place, backend: string, sizes: readonly number[]): Promise<void> {
  const still = [...digitsOn(backend), "--epochs", "1", "--set", "optimiser.learningRate=1e-6"];
  still.push("--set", 'schedule={"kind":"constant"}');
  await crlc([...still, "--run", join(place.folder, "one")]);
  const expected = await lastTerms(join(place.folder, "one"));
  for (const ranks of sizes) {
    const run = join(place.folder, `on-${ranks}`);
    const { code, stdout, stderr } = await start(place, ranks, [...still, "--run", run, "--json"])
      .ended;
    strictEqual(code, 0, stderr);
    const told = JSON.parse(stdout);
    strictEqual(told.ranks, ranks);
    match(told.carrier, place.carrier);
    const { sessions } = JSON.parse(await Deno.readTextFile(join(run, "recipe.json")));
    strictEqual(sessions[0].ranks, ranks);
    for (const [name, value] of Object.entries(await lastTerms(run))) {
      const [a, b] = [value, expected[name]].map((of) => [of].flat()[0]);
      ok(Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b)), `${name}: ${a}, not ${b}`);
    }
  }
}

/** That a rank of two that hangs ends both. */
async function hanging(
  place: Place,
  call: string,
  digits = DIGITS,
  seconds = 4,
  hung = 1,
): Promise<string> {
  const patience = { CRLC_RANK_PATIENCE: String(seconds) };
  const hang = (_: number, ranks: readonly number[]) => kill("SIGSTOP")(ranks[hung]);
  const ended = await disturbed(place, hang, patience, digits);
  match(
    ended.stderr,
    new RegExp(`rank ${1 - hung} has waited ${seconds} s for the others, in ${call} .*RANK_SILENT`),
  );
  ok(ended.code !== 0 && ended.seconds < 120 + seconds);
  return after(ended);
}

/** What is tried under every launcher. */
export const CASES: Cases<Place> = {
  async "2 and 4 ranks give what one gives, at a rate at which nothing is amplified"(place) {
    await likeOne(place, "wasm", [2, 4]);
  },
  async "a run goes on with 2, 4, 1 and 2 ranks, and is one run"(place) {
    for (const [i, ranks] of [2, 4, 1, 2].entries()) {
      const args = [...DIGITS, "--epochs", "4", "--verbose", "--run", place.run];
      const started = start(place, ranks, args);
      if (i < 3) {
        await started.said(new RegExp(`epoch +${i + 1}/`));
        for (const rank of await started.ranks()) Deno.kill(rank, "SIGTERM");
      }
      const { code, stderr } = await started.ended;
      strictEqual(code, i < 3 ? 75 : 0, stderr);
    }
    const manifest = JSON.parse(await Deno.readTextFile(join(place.run, "recipe.json")));
    deepStrictEqual(manifest.sessions.map(({ ranks = 1 }) => ranks), [2, 4, 1, 2]);
    strictEqual((await crlc(["verify", place.run])).code, 0);
  },
  async "SIGTERM to all ranks, as Slurm sends it: saved, and 75"(place) {
    const ended = await disturbed(place, (_, ranks) => ranks.forEach(kill("SIGTERM")));
    strictEqual(ended.code, 75, ended.stderr);
    ok(await saved(place));
    return after(ended);
  },
  async "SIGTERM to one rank: all save and stop"(place) {
    const ended = await disturbed(place, (_, ranks) => kill("SIGTERM")(ranks[1]));
    strictEqual(ended.code, 75, ended.stderr);
    ok(await saved(place));
    return after(ended);
  },
  async "SIGTERM to the launcher: saved, where that does not kill at once"(place) {
    const ended = await disturbed(place, kill("SIGTERM"));
    if (!place.killsAtOnce) ok(await saved(place), ended.stderr);
    else ok(ended.code !== 0 && ended.seconds < 120, ended.stderr);
    return `${after(ended)}${place.killsAtOnce ? ", all killed at once, as it does" : ""}`;
  },
  async "a rank that dies ends all"(place) {
    const first = await disturbed(place, (_, ranks) => ranks.forEach(kill("SIGTERM")));
    strictEqual(first.code, 75, first.stderr);
    const before = await Deno.readTextFile(join(place.run, "checkpoints", "latest"));
    const ended = await disturbed(place, (_, ranks) => kill("SIGKILL")(ranks[1]));
    ok(ended.code !== 0 && ended.seconds < 120);
    ok(await saved(place));
    ok(before <= await Deno.readTextFile(join(place.run, "checkpoints", "latest")));
    return after(ended);
  },
  async "a rank that hangs ends all, with a word of who waited in which call"(place) {
    const told: string[] = [];
    for (const hung of [1, 0]) {
      const run = `${place.run}-${hung}`;
      told.push(await hanging({ ...place, run }, "(sum|gather) \\d+:", DIGITS, 4, hung));
    }
    return told.join("; ");
  },
  async "a rank that is slow for less than the patience is waited for"(place) {
    const started = start(place, 2, [...DIGITS, ...LONG, "--run", place.run], {
      CRLC_RANK_PATIENCE: "60",
    });
    await started.said(/epoch +1\//);
    const ranks = await started.ranks();
    Deno.kill(ranks[0], "SIGSTOP");
    await new Promise((go) => setTimeout(go, 5000));
    Deno.kill(ranks[0], "SIGCONT");
    await started.said(/epoch +3\//);
    ranks.forEach(kill("SIGTERM"));
    const { code, stderr } = await started.ended;
    strictEqual(code, 75, stderr);
    ok(await saved(place));
  },
  async "a rank that throws in mid-training ends all, with its message and what it was"(place) {
    const plugin = beside("failing_digits.ts");
    const args = [...DIGITS, "--dataset", "failing-digits", "--plugin", plugin, ...LONG];
    const told: string[] = [];
    for (const rank of [1, 0]) {
      const own = [...args, "--run", `${place.run}-${rank}`];
      const started = start(place, 2, own, {}, { other: { rank, env: { CRLC_READS: "40" } } });
      const said = rank === 1
        ? /^error: rank 1: .*disk is gone/m
        : /^error: (?!rank).*disk is gone/m;
      await started.said(said);
      const began = performance.now();
      const { code, stderr } = await started.ended;
      const seconds = (performance.now() - began) / 1000;
      ok(code !== 0 && seconds < 120, stderr);
      told.push(`rank ${rank}: ${after({ code, seconds })}`);
    }
    return told.join("; ");
  },
  async "a disk that is full at rank 0 ends all; what was saved before is whole"(place) {
    const mount = (args: readonly string[]) => new Deno.Command(args[0], { args: args.slice(1) });
    await Deno.mkdir(place.run);
    const small = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", place.run];
    if (!(await mount(small).output()).success) return "skipped: nothing can be mounted here";
    try {
      const stopped = await disturbed(place, (_, ranks) => ranks.forEach(kill("SIGTERM")));
      strictEqual(stopped.code, 75, stopped.stderr);
      const before = await Deno.readTextFile(join(place.run, "checkpoints", "latest"));
      const { code, stderr } = await disturbed(place, (_, ranks) => {
        try {
          Deno.writeFileSync(join(place.run, "filler"), new Uint8Array(8 << 20));
        } catch {
          // Now it is full.
        }
        ranks.forEach(kill("SIGTERM"));
      });
      ok(code !== 0 && code !== 75, stderr);
      match(stderr, /must have room, and is full.*DISK_FULL/);
      ok(before <= await Deno.readTextFile(join(place.run, "checkpoints", "latest")));
      ok(await saved(place));
    } finally {
      await mount(["umount", place.run]).output();
    }
  },
  async "a command that ranks do not share is refused before it writes"(place) {
    for (const command of [["sweep", "crlc/digits"], ["eval", place.run]]) {
      const args = command[0] === "sweep" ? [...command, "--run", place.run] : command;
      const { code, stderr } = await start(place, 2, args).ended;
      ok(code !== 0);
      match(stderr, new RegExp(`Cannot run crlc ${command[0]} on 2 ranks: .*RANKS_NOT_SUPPORTED`));
      strictEqual(stderr.match(/^error: /gm)?.length, 1, stderr);
    }
    ok(!await Deno.stat(place.run).catch(() => false));
  },
  async "what all ranks refuse is told once, with its exit code"(place) {
    const misspelt = [...DIGITS, "--set", "lambda=1", "--run", place.run];
    const { code, stderr } = await start(place, 2, misspelt).ended;
    exited(place, code, 2, stderr);
    strictEqual(stderr.match(/^error: /gm)?.length, 1, stderr);
  },
  async "a rank that throws alone ends all, with its message"(place) {
    const args = [...DIGITS, "--epochs", "1", "--run", place.run];
    const { code, stderr } = await start(place, 2, args, {}, {
      other: { rank: 1, env: { CRLC_RANK_PATIENCE: "soon" } },
    }).ended;
    exited(place, code, 2, stderr);
    match(stderr, /error: rank 1: Cannot use CRLC_RANK_PATIENCE/);
  },
  async "a rank that has no library and never enters ends all, if only by their patience"(place) {
    const args = [...DIGITS, "--epochs", "1", "--run", place.run];
    const patience = 10, env = { CRLC_RANK_PATIENCE: `${patience}` }, began = performance.now();
    const { code, stderr } = await start(place, 2, args, env, {
      other: { rank: 1, env: { CRLC_MPI: "/nowhere/libmpi.so" } },
    }).ended;
    const seconds = (performance.now() - began) / 1000;
    ok(code !== 0 && seconds < 120 + patience, stderr);
    match(stderr, /error: rank 1: .*NO_MPI/);
    return after({ code, seconds });
  },
  async "ranks that see other images are told which"(place) {
    for (const [folder, grey] of [["own", 40], ["other", 200]] as const) {
      await Deno.mkdir(join(place.folder, folder, "pictures"), { recursive: true });
      for (let i = 0; i < 8; i++) {
        const pixels = new Uint8Array(64).fill(grey + i),
          shape = { height: 8, width: 8, channels: 1 };
        const path = join(place.folder, folder, "pictures", `${i}.png`);
        await Deno.writeFile(path, await encodePng(pixels, shape));
      }
    }
    const args = ["train", "pictures", "--encoder", "none", "-k", "2", "--epochs", "1"];
    const own = [...args, ...DIGITS.slice(2), "--set", "batchSize=4", "--run", place.run];
    const { code, stderr } = await start(place, 2, own, {}, {
      other: { rank: 1, folder: join(place.folder, "other") },
      folder: join(place.folder, "own"),
    }).ended;
    exited(place, code, 4, stderr);
    match(stderr, /the images must be the same on all, and rank 1 has another.*RANKS_DIFFER/);
  },
  async "a batch that the ranks cannot share is refused with one that they can"(place) {
    const { code, stderr } = await start(place, 3, [...DIGITS, "--run", place.run]).ended;
    exited(place, code, 2, stderr);
    match(stderr, /BATCH_NOT_SHARED[^]*--set batchSize=129/);
  },
  async "messages of more bytes than a call may count go in parts"(place) {
    const program = ["run", "-A", "--no-check", beside("send_in_parts.ts")];
    const { code, stderr } = await start(place, 3, [], {}, { program }).ended;
    strictEqual(code, 0, stderr);
  },
  async "a rank trains in a second process that may start nothing and write to its run alone"(
    place,
  ) {
    const program = ["run", "-A", "--no-check", beside("second_process.ts"), place.run];
    const args = [
      ...DIGITS,
      "--dataset",
      "limited-digits",
      "--plugin",
      beside("limited_digits.ts"),
    ];
    args.push("--epochs", "1", "--json", "--run", place.run);
    const { code, stdout, stderr } = await start(place, 2, args, {}, { program }).ended;
    strictEqual(code, 0, stderr);
    strictEqual(JSON.parse(stdout).ranks, 2);
    ok(await saved(place));
  },
  async "a library of another launcher is refused"(place) {
    const args = [...DIGITS, "--run", place.run];
    const { code, stderr } = await start(place, 2, args, { CRLC_MPI: place.other }).ended;
    ok(code !== 0);
    // Open MPI ends itself where Slurm offers it no PMIx.
    match(stderr, /MPI_MISMATCH|NO_MPI|OMPI was not built with SLURM/);
  },
};

/** The same where TensorFlow sends the messages, and MPI only tells its addresses. */
export const ON_TENSORFLOW: typeof CASES = {
  async "on tensorflow, 2 and 4 ranks give what one gives"(place) {
    await likeOne(place, "tensorflow", [2, 4]);
  },
  async "on tensorflow, a rank that hangs ends all"(place) {
    // What a step takes itself counts as well.
    return await hanging(place, "a step of TensorFlow \\d+:", digitsOn("tensorflow"), 20);
  },
  async "on tensorflow, a rank that dies ends all"(place) {
    const die = (_: number, ranks: readonly number[]) => kill("SIGKILL")(ranks[1]);
    const ended = await disturbed(place, die, {}, digitsOn("tensorflow"));
    ok(ended.code !== 0 && ended.seconds < 120);
    return after(ended);
  },
  async "on tensorflow, SIGTERM to one rank: all save and stop"(place) {
    const stop = (_: number, ranks: readonly number[]) => kill("SIGTERM")(ranks[1]);
    const ended = await disturbed(place, stop, {}, digitsOn("tensorflow"));
    strictEqual(ended.code, 75, ended.stderr);
    ok(await saved(place));
    return after(ended);
  },
};
