/**
 * Times crlc's training step against PyTorch's on this machine, alternating, and writes medians
 * and their ratio with date and machine into `bench/results/`. A pair whose first losses differ is
 * invalid: it did not do the same work.
 *
 * Run: `deno run -A bench/compare.ts --python PATH [--backend wasm] [--precision float32]
 *   [--cases resnet18:64:64:32:2,resnet18:16:64:32:1] [--rounds 5] [--mode channels_last]`
 * A case is architecture:width:batch:size:threads. PyTorch: `pip install torch==2.13.0 numpy`.
 */
import { parseArgs } from "node:util";
import type { BenchStep } from "../machine/bench_api.ts";
import { median, writeResult } from "./result.ts";

const { values: options } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    backend: { type: "string", default: "wasm" },
    precision: { type: "string", default: "float32" },
    cases: {
      type: "string",
      default: "resnet18:64:64:32:1,resnet18:64:64:32:2,resnet18:16:64:32:1,resnet18:16:64:32:2",
    },
    rounds: { type: "string", default: "5" },
    steps: { type: "string", default: "3" },
    mode: { type: "string", default: "channels_last" },
    output: { type: "string" },
  },
});
const root = new URL("..", import.meta.url).pathname;

interface Timing {
  readonly imagesPerSecond: number;
  readonly losses: readonly number[];
  readonly torch?: string;
  readonly peakMemoryBytes?: number;
}

async function json(command: string, args: string[]): Promise<unknown> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args, cwd: root }).output();
  if (!success) throw new Error(`${command} failed: ${new TextDecoder().decode(stderr)}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

async function timeCrlc(step: BenchStep, threads: string): Promise<Timing> {
  const report = await json(Deno.execPath(), [
    ...["run", "-A", "cli/main.ts", "bench", "--json", "--quiet", "--backend", options.backend],
    ...["--architecture", step.architecture, "--width", `${step.width}`, "--batch"],
    ...[`${step.batch}`, "--size", `${step.size}`, "--threads", threads, "--steps", options.steps],
    ...["--precision", options.precision],
  ]) as { results: Timing[] };
  return report.results[0];
}

function timeTorch(start: string, threads: string, mode: string): Promise<Timing> {
  return json(options.python, [
    ...["bench/torch_step.py", start, "--threads", threads, "--mode", mode],
    ...["--steps", options.steps],
  ]) as Promise<Timing>;
}

const tolerance = options.precision === "bfloat16" ? 3e-2 : 1e-3;
const results = [];
let torch = "";
for (const text of options.cases.split(",")) {
  const [architecture, width, batch, size, threads] = text.split(":");
  const step = {
    architecture: architecture as BenchStep["architecture"],
    width: Number(width),
    batch: Number(batch),
    size: Number(size),
  };
  const start = await Deno.makeTempFile({ suffix: ".safetensors" });
  await json(Deno.execPath(), [
    ...["eval", "--ext=ts"],
    `import { exportStart } from "${root}bench/export_start.ts";
     await exportStart(${JSON.stringify(start)}, ${JSON.stringify(step)}); console.log("{}");`,
  ]);
  const ours: number[] = [], theirs: number[] = [];
  let difference = 0, peak = 0;
  for (let round = 0; round < Number(options.rounds); round++) {
    const a = await timeCrlc(step, threads), b = await timeTorch(start, threads, options.mode);
    ours.push(a.imagesPerSecond);
    theirs.push(b.imagesPerSecond);
    peak = Math.max(peak, a.peakMemoryBytes ?? 0);
    torch = b.torch ?? torch;
    for (let i = 0; i < Math.min(3, a.losses.length, b.losses.length); i++) {
      difference = Math.max(difference, Math.abs(a.losses[i] - b.losses[i]));
    }
  }
  await Deno.remove(start);
  const result = {
    ...step,
    threads: Number(threads),
    imagesPerSecond: median(ours),
    torchImagesPerSecond: median(theirs),
    ratio: median(ours) / median(theirs),
    ratioOfEachRound: ours.map((rate, i) => rate / theirs[i]),
    largestLossDifference: difference,
    peakMemoryBytes: peak,
    valid: difference <= tolerance,
  };
  results.push(result);
  console.log(
    `${text}: ${result.imagesPerSecond.toFixed(1)} against ${
      result.torchImagesPerSecond.toFixed(1)
    } images/s, ratio ${result.ratio.toFixed(2)}${result.valid ? "" : " INVALID: losses differ"}`,
  );
}
await writeResult(
  `${options.backend}-${options.precision}-${options.mode}`,
  {
    torch,
    torchMode: options.mode,
    backend: options.backend,
    precision: options.precision,
    rounds: Number(options.rounds),
    stepsPerRound: Number(options.steps),
    results,
  },
  options.output,
);
