/**
 * How long a whole `crlc train` takes in this checkout and in one of an earlier commit, from the
 * start of the first process to the end of the last: alternating, medians, written to
 * `bench/results/` with processor seconds and the largest memory of a process (by GNU time).
 *
 * Run: `deno run -A bench/before_after.ts --before CHECKOUT [--recipe crlc/digits]
 *   [--backends wasm,tensorflow] [--threads 2] [--rounds 5]`
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median, writeResult } from "./result.ts";

const { values: options } = parseArgs({
  options: {
    before: { type: "string" },
    recipe: { type: "string", default: "crlc/digits" },
    backends: { type: "string", default: "wasm,tensorflow" },
    threads: { type: "string", default: "2" },
    rounds: { type: "string", default: "5" },
    output: { type: "string" },
  },
});
const { before, recipe, threads, rounds } = options;
if (before === undefined) throw new Error("--before CHECKOUT is needed");
const checkouts = { before, after: fileURLToPath(new URL("..", import.meta.url)) };

/** What a whole training took. */
interface Training {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly mebibytes: number;
}

async function commitOf(checkout: string): Promise<string> {
  const args = ["-C", checkout, "rev-parse", "--short", "HEAD"];
  const { stdout } = await new Deno.Command("git", { args }).output();
  return new TextDecoder().decode(stdout).trim();
}

async function trainIn(cwd: string, backend: string): Promise<Training> {
  const run = await Deno.makeTempDir();
  const { success, stderr } = await new Deno.Command("/usr/bin/time", {
    cwd,
    args: [
      ...["-f", "%e %U %S %M", Deno.execPath(), "run", "-A", "cli/main.ts", "train", recipe],
      ...["--backend", backend, "--threads", threads, "--run", `${run}/run`, "--quiet"],
    ],
  }).output();
  await Deno.remove(run, { recursive: true });
  const text = new TextDecoder().decode(stderr).trim();
  if (!success) throw new Error(text);
  const [seconds, user, system, kibibytes] = text.split("\n").at(-1)!.split(" ").map(Number);
  return { seconds, processorSeconds: user + system, mebibytes: Math.round(kibibytes / 1024) };
}

const middle = (trainings: readonly Training[]): Training => ({
  seconds: median(trainings.map(({ seconds }) => seconds)),
  processorSeconds: median(trainings.map(({ processorSeconds }) => processorSeconds)),
  mebibytes: median(trainings.map(({ mebibytes }) => mebibytes)),
});

const results = [];
for (const backend of options.backends.split(",")) {
  const all = { before: [] as Training[], after: [] as Training[] };
  for (let round = 0; round < Number(rounds); round++) {
    all.before.push(await trainIn(checkouts.before, backend));
    all.after.push(await trainIn(checkouts.after, backend));
  }
  const medians = { before: middle(all.before), after: middle(all.after) };
  const ratio = medians.after.seconds / medians.before.seconds;
  results.push({ backend, ratio, ...medians, rounds: all });
  console.log(`${recipe} on ${backend}, after / before: ${ratio.toFixed(2)}`);
  console.table(medians);
}
await writeResult("before-after", {
  recipe,
  threads: Number(threads),
  commits: {
    before: await commitOf(checkouts.before),
    after: await commitOf(checkouts.after),
  },
  results,
}, options.output);
