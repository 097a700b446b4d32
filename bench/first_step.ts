/**
 * How long it takes from `crlc train` until a terminal shows that the first step is done, and by
 * part how long it takes from the start of a process until a recipe's first and second step are
 * done, and how much memory the process then holds; medians of processes of their own, written to
 * `bench/results/`. The first process of `crlc`, which only starts the other, is timed by itself.
 * The terminal is played by `script` of util-linux.
 *
 * Run: `deno run -A bench/first_step.ts [--targets crlc/digits,photos/] [--backends wasm]
 *   [--threads 2] [--rounds 5]`; a target is a recipe or a folder of images, prepared before.
 */
import { parseArgs } from "node:util";
import { folderOf, processEnv } from "../core/folders.ts";
import { planStages } from "../run/recipe/plan_stages.ts";
import { readRecipe } from "../run/recipe/recipe.ts";
import { createTask, openSplit, resolveRecipe } from "../run/recipe/task.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { openBackend } from "../run/parts/open_backend.ts";
import { initialState } from "../run/train/initial_state.ts";
import { runSteps } from "../run/train/run_steps.ts";
import { median, writeResult } from "./result.ts";

const { values: options } = parseArgs({
  options: {
    targets: { type: "string", default: "crlc/digits" },
    backends: { type: "string", default: "wasm" },
    threads: { type: "string", default: "2" },
    rounds: { type: "string", default: "5" },
    part: { type: "boolean", default: false },
    output: { type: "string" },
  },
});

/** Milliseconds of each part, and mebibytes of the process after it. */
type Parts = Record<string, { milliseconds: number; mebibytes: number }>;

async function start(target: string, backendName: string): Promise<Parts> {
  const parts: Parts = {};
  let last = 0;
  const done = (part: string) => {
    const now = performance.now();
    parts[part] = { milliseconds: now - last, mebibytes: Deno.memoryUsage().rss / 2 ** 20 };
    last = now;
  };
  done("Deno and the code");
  const environment = {
    dataFolder: folderOf(processEnv, "data"),
    cache: { folder: folderOf(processEnv, "cache"), limit: 64 * 2 ** 30 },
    backend: backendName,
    threads: Number(options.threads),
    plugins: [],
  };
  const catalog = await openCatalog([]);
  const wanted = await readRecipe(catalog, target, { set: [] });
  done("recipe");
  await using backend = (await openBackend(catalog, environment)).backend;
  done("backend");
  await using dataset = await openSplit(catalog, wanted, environment);
  const recipe = await resolveRecipe(wanted, dataset);
  done("data set");
  const { length: samples, channels } = dataset;
  const task = await createTask(catalog, recipe, { samples, channels });
  const state = initialState(task);
  done("first weights");
  dataset.digest;
  done("digest of the images");
  const session = { task, dataset, backend, progress() {} };
  let steps = 0;
  for await (const _ of runSteps(session, planStages(task, samples), state)) {
    done(["first step", "second step", "third step"][steps++]);
    if (steps === 3) break;
  }
  return parts;
}

async function inProcess(args: string[]): Promise<{ text: string; milliseconds: number }> {
  const began = performance.now();
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return { text: new TextDecoder().decode(stdout), milliseconds: performance.now() - began };
}

/** Milliseconds until `crlc train` shows its first step, after which it is stopped. */
async function untilShown(target: string, backend: string): Promise<number> {
  const run = await Deno.makeTempDir();
  const words = [
    Deno.execPath(),
    "run",
    "-A",
    "cli/main.ts",
    "train",
    target,
    "--backend",
    backend,
  ];
  const line = [...words, "--threads", options.threads, "--run", `${run}/run`].join(" ");
  const began = performance.now();
  const terminal = new Deno.Command("script", {
    ...{ args: ["-qefc", line, "/dev/null"], env: { TERM: "xterm", CI: "" } },
    ...{ stdin: "null", stdout: "piped", stderr: "null" },
  }).spawn();
  let shown = "", milliseconds = NaN;
  for await (const text of terminal.stdout.pipeThrough(new TextDecoderStream())) {
    shown += text;
    if (!/\b1\/\d/.test(shown)) continue;
    milliseconds = performance.now() - began;
    break;
  }
  terminal.kill("SIGKILL");
  await terminal.status;
  await Deno.remove(run, { recursive: true }).catch(() => {});
  if (Number.isNaN(milliseconds)) throw new Error(`no step was shown: ${shown}`);
  return milliseconds;
}

if (options.part) {
  console.log(JSON.stringify(await start(options.targets, options.backends)));
  Deno.exit(0);
}
const results = [];
const launcher: number[] = [];
for (const target of options.targets.split(",")) {
  for (const backend of options.backends.split(",")) {
    const rounds: Parts[] = [], shown: number[] = [];
    for (let round = 0; round < Number(options.rounds); round++) {
      launcher.push((await inProcess(["run", "-A", "cli/main.ts", "--version"])).milliseconds);
      const { text } = await inProcess([
        ...["run", "-A", "bench/first_step.ts", "--part", "--targets", target],
        ...["--backends", backend, "--threads", options.threads],
      ]);
      rounds.push(JSON.parse(text.trim().split("\n").at(-1)!));
      shown.push(await untilShown(target, backend));
    }
    const middle = (part: string, of: "milliseconds" | "mebibytes") =>
      Math.round(median(rounds.map((parts) => parts[part][of])));
    const parts = Object.fromEntries(
      Object.keys(rounds[0]).map((part) => [part, {
        milliseconds: middle(part, "milliseconds"),
        mebibytes: middle(part, "mebibytes"),
      }]),
    );
    const untilShownMilliseconds = Math.round(median(shown));
    results.push({ target, backend, untilShownMilliseconds, parts });
    console.log(`${target} on ${backend}: ${untilShownMilliseconds} ms until a step is shown`);
    console.table(parts);
  }
}
console.log(`the first process: ${median(launcher).toFixed(0)} ms`);
await writeResult(
  "first-step",
  { threads: Number(options.threads), launcherMilliseconds: median(launcher), results },
  options.output,
);
