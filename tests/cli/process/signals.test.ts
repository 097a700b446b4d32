import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { shellLine } from "../../../core/shell_line.ts";
import { HAS_SIGNALS, IS_LINUX, testWhere } from "./test_where.ts";

/** A training that starts soon, of more steps than a test waits for. */
const TRAIN = [
  ...["run", "-A", "cli/main.ts", "train", "crlc/digits", "--set", "batchSize=32"],
  ...["--set", 'backbone={"widths":[4],"blocks":[1]}', "--set", "subHeads=1"],
];

/** Trains in a process that a test disturbs once it is at work; gives what it said and its end. */
async function disturbed(
  run: string,
  disturb: (launcher: Deno.ChildProcess, worker: number) => void,
) {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...TRAIN, "--run", run],
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let said = "", done = false;
  for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (done || !said.includes("training ")) continue;
    // The second process, which trains, holds the lock.
    disturb(child, Number(await Deno.readTextFile(`${run}/lock`)));
    done = true;
  }
  return { said, ...await child.status };
}

async function requireSaved(run: string): Promise<void> {
  const latest = (await Deno.readTextFile(`${run}/checkpoints/latest`)).trim();
  ok((await Deno.stat(`${run}/checkpoints/${latest}`)).isFile);
}

testWhere(HAS_SIGNALS, "SIGUSR1, as Slurm sends it, saves and ends with 75", async (run) => {
  const { said, code } = await disturbed(run, (launcher) => launcher.kill("SIGUSR1"));
  strictEqual(code, 75, said);
  match(said, /Stopped and saved after step \d+ of/);
  await requireSaved(run);
});

testWhere(
  IS_LINUX,
  "SIGUSR1 to both processes opens no debugger: Linux lets neither listen",
  async (run) => {
    const filtered: boolean[] = [];
    const { said, code } = await disturbed(run, (launcher, worker) => {
      for (const id of [launcher.pid, worker]) {
        filtered.push(/^Seccomp:\t2$/m.test(Deno.readTextFileSync(`/proc/${id}/status`)));
        Deno.kill(id, "SIGUSR1");
      }
    });
    deepStrictEqual(filtered, [true, true]);
    strictEqual(code, 75, said);
    ok(!said.includes("Debugger listening"), said);
    await requireSaved(run);
  },
);

testWhere(
  HAS_SIGNALS,
  "SIGUSR1 and another request end at once, and no debugger keeps the process",
  async (run) => {
    const { said, signal } = await disturbed(run, (launcher) => {
      launcher.kill("SIGINT");
      launcher.kill("SIGUSR1");
    });
    ok(signal === "SIGINT" || signal === "SIGTERM", said);
  },
);

testWhere(
  HAS_SIGNALS,
  "a signal that reaches both processes, as Ctrl-C does, is one request",
  async (folder) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const run = `${folder}/${signal}`;
      const { said, code } = await disturbed(run, (launcher, worker) => {
        Deno.kill(worker, signal);
        launcher.kill(signal);
      });
      strictEqual(code, 75, said);
      await requireSaved(run);
    }
  },
);

testWhere(
  HAS_SIGNALS,
  "where the first process is killed, the second saves what it can and ends soon",
  async (run) => {
    let killed = 0;
    // It ends with whatever writes to standard error, which the second process does as well.
    const { said, signal } = await disturbed(run, (launcher) => {
      launcher.kill("SIGKILL");
      killed = performance.now();
    });
    strictEqual(signal, "SIGKILL");
    match(said, /Stopping after this step/);
    ok(performance.now() - killed < 10_000, "it takes too long");
  },
);

testWhere(
  HAS_SIGNALS,
  "a process that a signal ends at once lets the first end by the same",
  async (run) => {
    const { signal } = await disturbed(run, (_, worker) => Deno.kill(worker, "SIGKILL"));
    strictEqual(signal, "SIGKILL");
  },
);

/** As a container does: the first process of its own space of processes. */
const CONTAINER = ["--user", "--map-root-user", "--pid", "--fork"];

/** Whether this machine lets us make such a space. */
function hasContainers(): boolean {
  try {
    return new Deno.Command("unshare", { args: [...CONTAINER, "true"], stderr: "null" })
      .outputSync().success;
  } catch {
    return false;
  }
}

testWhere(
  IS_LINUX && hasContainers(),
  "the first process of a container, which no signal ends, tells as a shell what ended it",
  async (run) => {
    const outer = new Deno.Command("unshare", {
      args: [...CONTAINER, Deno.execPath(), ...TRAIN, "--run", run],
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const onlyChild = (of: number) => {
      const children = Deno.readTextFileSync(`/proc/${of}/task/${of}/children`);
      return Number(children.trim());
    };
    let said = "", done = false;
    for await (const text of outer.stderr.pipeThrough(new TextDecoderStream())) {
      said += text;
      if (done || !said.includes("training ")) continue;
      // As the kernel does where memory runs out.
      Deno.kill(onlyChild(onlyChild(outer.pid)), "SIGKILL");
      done = true;
    }
    strictEqual((await outer.status).code, 137, said);
  },
);

/** Waits for a file that another process writes. */
async function appears(folder: string, file: string): Promise<string> {
  const watcher = Deno.watchFs(folder);
  try {
    for (;;) {
      const text = await Deno.readTextFile(`${folder}/${file}`).catch(() => "");
      if (text.endsWith("\n")) return text.trim();
      await watcher[Symbol.asyncIterator]().next();
    }
  } finally {
    watcher.close();
  }
}

testWhere(
  IS_LINUX,
  "a terminal that closes is one request: the run is saved, though nobody can be told",
  async (folder) => {
    const run = `${folder}/run`;
    // The shell of the terminal ends, upon which all in front hear of it; another one within it
    // stays, to tell how crlc has ended.
    const command = `(trap : HUP; ${shellLine([Deno.execPath(), ...TRAIN, "--run", run])}; ` +
      `echo $? > "${folder}/code"); true`;
    const terminal = new Deno.Command("script", {
      args: ["-qc", command, "/dev/null"],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    let said = "";
    for await (const text of terminal.stdout.pipeThrough(new TextDecoderStream())) {
      if ((said += text).includes("epoch  ")) terminal.kill("SIGKILL");
    }
    await terminal.stdin.close().catch(() => {});
    await terminal.status;
    strictEqual(await appears(folder, "code"), "75", said);
    await requireSaved(run);
  },
);

testWhere(HAS_SIGNALS, "under nohup, SIGHUP stops nothing", async (folder) => {
  const deno = Deno.execPath(), run = `${folder}/run`;
  const child = new Deno.Command("nohup", {
    args: [deno, ...TRAIN, "--epochs", "3", "--run", run],
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let said = "";
  for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (!said.includes("training ")) continue;
    try {
      child.kill("SIGHUP");
      Deno.kill(Number(await Deno.readTextFile(`${run}/lock`)), "SIGHUP");
    } catch {
      // It is at its end.
    }
  }
  strictEqual((await child.status).code, 0, said);
});
