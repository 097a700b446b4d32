import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { inFolder, PLUGINS, trainBlobs } from "../run/training.ts";

interface Graph {
  readonly roots: readonly string[];
  readonly redirects: Readonly<Record<string, string>>;
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly isDynamic?: boolean;
      readonly code?: { readonly specifier?: string };
    }[];
  }[];
}

async function deno(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** Every module that is loaded before anything is asked for. */
async function loadedAtStart(entry: string): Promise<Set<string>> {
  const graph: Graph = JSON.parse((await deno("info", "--json", entry)).stdout);
  const modules = new Map(graph.modules.map((module) => [module.specifier, module]));
  const loaded = new Set<string>();
  const queue = [...graph.roots];
  for (const specifier of queue) {
    const found = graph.redirects[specifier] ?? specifier;
    if (loaded.has(found)) continue;
    loaded.add(found);
    for (const { isDynamic, code } of modules.get(found)?.dependencies ?? []) {
      if (!isDynamic && code?.specifier !== undefined) queue.push(code.specifier);
    }
  }
  return loaded;
}

Deno.test("the command line starts without tensor code, images or anything of a run", async () => {
  const loaded = [...await loadedAtStart("cli/main.ts")];
  ok(loaded.some((specifier) => specifier.endsWith("/cli/commands/train.ts")));
  deepStrictEqual(
    loaded.filter((s) =>
      /tensorflow|napi|valibot/.test(s) ||
      /\/(run|backends|datasets|nn|plugins|pipeline|search|metrics)\//.test(s)
    ),
    [],
  );
});

Deno.test("the process ends with the exit code, the result on standard output alone", async () => {
  const done = await deno(
    "run",
    "-A",
    "cli/main.ts",
    "datasets",
    "where",
    "--data",
    "/x",
    "--json",
  );
  deepStrictEqual(done, {
    code: 0,
    stdout: '{"schemaVersion":1,"folder":"/x"}\n',
    stderr: "",
  });
  const refused = await deno("run", "-A", "cli/main.ts", "datasets", "nosuch");
  strictEqual(refused.code, 2);
  strictEqual(refused.stdout, "");
  match(refused.stderr, /^error: .*\[UNKNOWN_DATA_SET\]\n/);
});

Deno.test("a reader that has gone away changes no exit code", () =>
  inFolder(async (run) => {
    const codeOf = async (...args: string[]) => {
      const child = new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "cli/main.ts", ...args],
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      // As "| head -0" does: it is closed before anything is written.
      await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
      return (await child.status).code;
    };
    await trainBlobs({ run });
    strictEqual(await codeOf("datasets", "where"), 0);
    strictEqual(await codeOf("datasets", "nosuch"), 2);
    const verify = ["verify", run, "--plugin", PLUGINS.blobs];
    strictEqual(await codeOf(...verify), 0);
    await Deno.truncate(`${run}/metrics.jsonl`, 10);
    const { code } = await deno("run", "-A", "cli/main.ts", ...verify);
    ok(code !== 0);
    strictEqual(await codeOf(...verify), code);
  }));

Deno.test("Ctrl-C is answered in the middle of a long step, and twice ends the process", async () => {
  const runs = await Deno.makeTempDir();
  try {
    // All images in one step: it takes seconds.
    const args = ["train", "crlc/shapes", "--set", "batchSize=4000", "--run", `${runs}/run`];
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "cli/main.ts", ...args],
      stdout: "null",
      stderr: "piped",
    }).spawn();
    let said = "", pressed = 0;
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      said += text;
      const due = said.includes("Stopping after this step")
        ? 2
        : said.includes("training ")
        ? 1
        : 0;
      while (pressed < due) {
        child.kill("SIGINT");
        pressed++;
      }
    }
    const { signal } = await child.status;
    strictEqual(signal, "SIGINT", said);
  } finally {
    await Deno.remove(runs, { recursive: true });
  }
});

Deno.test({
  name: "a full disk is no hindrance to progress and errors, and one to the result",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inFolder(async (folder) => {
      const crlc = `"${Deno.execPath()}" run -A cli/main.ts`;
      const codeOf = async (line: string) =>
        (await new Deno.Command("sh", { args: ["-c", line], stdout: "null", stderr: "null" })
          .output()).code;
      const training = `${crlc} train blobs --plugin ${PLUGINS.blobs} --run ${folder}`;
      strictEqual(await codeOf(`${training}/a 2>/dev/full`), 0);
      strictEqual(await codeOf(`${crlc} eval ${folder}/nosuch 2>/dev/full`), 2);
      strictEqual(await codeOf(`${crlc} datasets where >/dev/full`), 7);
      strictEqual(await codeOf(`${crlc} datasets where >/dev/full 2>&1`), 7);
    }),
});

/** Trains in a process that a test disturbs once it is at work; gives what it said and its end. */
async function disturbed(
  run: string,
  disturb: (launcher: Deno.ChildProcess, worker: number) => void,
) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "cli/main.ts", "train", "crlc/digits", "--run", run],
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

async function demandSaved(run: string): Promise<void> {
  const latest = (await Deno.readTextFile(`${run}/checkpoints/latest`)).trim();
  ok((await Deno.stat(`${run}/checkpoints/${latest}`)).isFile);
}

Deno.test({
  name: "SIGUSR1, as Slurm sends it, saves and ends with 75",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (run) => {
      const { said, code } = await disturbed(run, (launcher) => launcher.kill("SIGUSR1"));
      strictEqual(code, 75, said);
      match(said, /Stopped and saved after step \d+ of/);
      await demandSaved(run);
    }),
});

Deno.test({
  name: "SIGUSR1 to both processes opens no debugger: Linux lets neither listen",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inFolder(async (run) => {
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
      await demandSaved(run);
    }),
});

Deno.test({
  name: "SIGUSR1 and another request end at once, and no debugger keeps the process",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (run) => {
      const { said, signal } = await disturbed(run, (launcher) => {
        launcher.kill("SIGINT");
        launcher.kill("SIGUSR1");
      });
      ok(signal === "SIGINT" || signal === "SIGTERM", said);
    }),
});

Deno.test({
  name: "a signal that reaches both processes, as Ctrl-C does, is one request",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        const run = `${folder}/${signal}`;
        const { said, code } = await disturbed(run, (launcher, worker) => {
          Deno.kill(worker, signal);
          launcher.kill(signal);
        });
        strictEqual(code, 75, said);
        await demandSaved(run);
      }
    }),
});

Deno.test({
  name: "where the first process is killed, the second saves and ends",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (run) => {
      const { said, signal } = await disturbed(run, (launcher) => launcher.kill("SIGKILL"));
      strictEqual(signal, "SIGKILL");
      match(said, /Stopped and saved after step \d+ of/);
      await demandSaved(run);
    }),
});

Deno.test({
  name: "a process that a signal ends at once lets the first end by the same",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (run) => {
      const { signal } = await disturbed(run, (_, worker) => Deno.kill(worker, "SIGKILL"));
      strictEqual(signal, "SIGKILL");
    }),
});

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

Deno.test({
  name: "the first process of a container, which no signal ends, tells as a shell what ended it",
  ignore: Deno.build.os !== "linux" || !hasContainers(),
  fn: () =>
    inFolder(async (run) => {
      const args = ["run", "-A", "cli/main.ts", "train", "crlc/digits", "--run", run];
      const outer = new Deno.Command("unshare", {
        args: [...CONTAINER, Deno.execPath(), ...args],
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
    }),
});

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

Deno.test({
  name: "a terminal that closes is one request: the run is saved, though nobody can be told",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inFolder(async (folder) => {
      const run = `${folder}/run`;
      // The shell of the terminal ends, upon which all in front hear of it; another one within it
      // stays, to tell how crlc has ended.
      const command = `(trap : HUP; "${Deno.execPath()}" run -A cli/main.ts train crlc/digits ` +
        `--run "${run}"; echo $? > "${folder}/code"); true`;
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
      await demandSaved(run);
    }),
});

Deno.test({
  name: "under nohup, SIGHUP stops nothing",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const deno = Deno.execPath(), run = `${folder}/run`;
      const args = ["run", "-A", "cli/main.ts", "train", "crlc/digits", "--epochs", "3"];
      const child = new Deno.Command("nohup", {
        args: [deno, ...args, "--run", run],
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
    }),
});
