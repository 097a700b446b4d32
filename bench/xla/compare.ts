/**
 * Times the step of `crlc bench` on the xla backend against the same step in JAX, from the same
 * weights, in turns; both may use the same plugin.
 *
 * Run: `deno run -A bench/xla/compare.ts PYTHON [ARCHITECTURE WIDTH VIEWS PRECISION [ROUNDS]] `.
 * JAX takes the plugin of `CRLC_XLA` too where `PJRT_NAMES_AND_LIBRARY_PATHS=NAME:FILE` and
 * `JAX_PLATFORMS=NAME` say so.
 *
 * @module
 */
import { median, writeResult } from "../result.ts";

const [python, ...rest] = Deno.args;
const [architecture = "resnet18", width = "16", views = "64", precision = "float32"] = rest;
const rounds = Number(rest[4] ?? 5), STEPS = "10";

interface Timed {
  readonly millisecondsPerStep: number;
  /** Of all threads, which other work on the machine touches less than time by the clock. */
  readonly processorMillisecondsPerStep: number;
  readonly recordMilliseconds?: number;
  readonly compileSeconds: number;
  readonly version: string;
  readonly losses: readonly number[];
}

async function last(command: string, args: readonly string[]): Promise<Timed> {
  const { stdout, success, stderr } = await new Deno.Command(command, { args: [...args] }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1)!);
}

const start = await Deno.makeTempFile({ suffix: ".safetensors" });
const run = ["run", "-A", "--no-check"],
  here = (file: string) => new URL(file, import.meta.url).pathname;
await new Deno.Command(Deno.execPath(), {
  args: [...run, here("../export_start.ts"), start, architecture, width, views, "32"],
  stdout: "null",
}).output();
const times: Record<"crlc" | "jax", Timed[]> = { crlc: [], jax: [] };
const step = [architecture, width, views, precision, STEPS];
const check = here("../../tools/gpu/check.ts"), jax = here("../../tools/gpu/jax_step.py");
for (let round = 0; round < rounds; round++) {
  times.crlc.push(await last(Deno.execPath(), [...run, check, "bench", ...step]));
  times.jax.push(
    await last(python, [jax, here("../.."), start, "--precision", precision, "--steps", STEPS]),
  );
}
await Deno.remove(start);

const ms = (list: readonly Timed[]) => list.map(({ millisecondsPerStep }) => millisecondsPerStep);
const processor = (list: readonly Timed[]) =>
  list.map(({ processorMillisecondsPerStep }) => processorMillisecondsPerStep);
const ratioOf = (of: typeof ms) => {
  const theirs = of(times.jax);
  return median(of(times.crlc).map((ours, i) => ours / theirs[i]));
};
const apart = times.crlc[0].losses.slice(0, 3)
  .map((loss, i) => Math.abs(loss - times.jax[0].losses[i]));
await writeResult("xla-and-jax", {
  step: { architecture, width: Number(width), views: Number(views), precision, size: 32 },
  crlc: {
    version: times.crlc[0].version,
    milliseconds: ms(times.crlc),
    processorMilliseconds: processor(times.crlc),
  },
  jax: {
    version: times.jax[0].version,
    milliseconds: ms(times.jax),
    processorMilliseconds: processor(times.jax),
  },
  recordMilliseconds: median(times.crlc.map(({ recordMilliseconds = 0 }) => recordMilliseconds)),
  compileSeconds: {
    crlc: times.crlc.map(({ compileSeconds }) => compileSeconds),
    jax: times.jax.map(({ compileSeconds }) => compileSeconds),
  },
  // above 1 JAX is faster
  millisecondsOfCrlcToJax: ratioOf(ms),
  processorMillisecondsOfCrlcToJax: ratioOf(processor),
  lossApart: Math.max(...apart),
});
