/**
 * Compares what two commits do: for every strategy of the first, a training of three steps a stage
 * on digits must end in the same checkpoint and the same clusters, byte for byte; help, JSON, exit
 * codes and codes of errors must be the same. Measured times are not compared. Every difference is
 * printed, and any ends in exit code 1.
 *
 * Run: `deno run -A tools/compare_commits.ts BEFORE [AFTER] [--only trainings|calls]`; AFTER is
 * HEAD by default. It takes six minutes on 2 quiet cores.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CALLS, settingsOf } from "./compare/cases.ts";
import { type Answer, type Checkout, checkOut } from "./compare/checkout.ts";

const { values: { only }, positionals: [before, after = "HEAD"] } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: { only: { type: "string" } },
});
if (before === undefined) throw new TypeError("Cannot compare: a commit must be named");

/** Keys of JSON whose values are measured. */
const MEASURED: ReadonlySet<string> = new Set([
  ...["seconds", "imagesPerSecond", "millisecondsPerStep", "waiting", "memoryBytes"],
]);

const root = new URL("..", import.meta.url).pathname;
await using first = await checkOut(root, before);
await using second = await checkOut(root, after);
const differences: string[] = [];
let compared = 0;

function compare(what: string, then: unknown, now: unknown): void {
  compared++;
  const [a, b] = [then, now].map((value) => JSON.stringify(value, null, 1) ?? "nothing");
  if (a === b) return;
  const lines = new Set(a.split("\n"));
  const news = b.split("\n").filter((line) => !lines.has(line)).slice(0, 8).join("\n    ");
  differences.push(`${what}\n    ${news || `then ${a.length} characters, now ${b.length}`}`);
  console.log(`${what}: differs`);
}

/** What of an answer must stay: JSON without what was measured. */
function lasting({ code, stdout, errors }: Answer): unknown {
  try {
    const parsed = JSON.parse(
      stdout,
      (key, value) => MEASURED.has(key) ? 0 : value,
    );
    return { code, errors, parsed };
  } catch {
    return { code, errors, lines: stdout.split("\n") };
  }
}

/** What a training has left: exit code, and SHA-256 of its checkpoints and clusters. */
async function trained(checkout: Checkout, strategy: string) {
  const run = `runs/compared/${strategy}`;
  const { code, errors } = await checkout.crlc([
    ...["train", `${strategy}/digits`, "--run", run, "--backend", "wasm", "--threads", "1"],
    ...["--quiet", ...settingsOf(strategy)],
  ]);
  const files: Record<string, string> = {};
  const keep = async (name: string) => {
    const bytes = await Deno.readFile(join(checkout.folder, run, name));
    files[name] = createHash("sha256").update(bytes).digest("hex");
  };
  if (code === 0) {
    for await (const { name } of Deno.readDir(join(checkout.folder, run, "checkpoints"))) {
      await keep(`checkpoints/${name}`);
    }
    for await (const { name } of Deno.readDir(join(checkout.folder, run))) {
      if (name === "assignments.csv") await keep(name);
    }
  }
  return { code, errors, files };
}

const list = JSON.parse((await first.crlc(["strategies", "--json"])).stdout);
const strategies: string[] = list.items.map(({ name }: { name: string }) => name);
for (const strategy of strategies) {
  if (only === "calls" && strategy !== "crlc") continue;
  const [then, now] = await Promise.all([trained(first, strategy), trained(second, strategy)]);
  if (then.code !== 0) differences.push(`${strategy} cannot be trained at ${before}`);
  compare(`training ${strategy}`, then, now);
}
for (const args of only === "trainings" ? [] : CALLS) {
  const [then, now] = await Promise.all([first.crlc(args), second.crlc(args)]);
  compare(`crlc ${args.join(" ")}`, lasting(then), lasting(now));
}
console.log(differences.join("\n"));
console.log(`${compared} compared, ${differences.length} differ`);
if (differences.length > 0) Deno.exitCode = 1;
