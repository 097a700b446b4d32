/**
 * What a machine with a GPU is asked, one part a process, each printing one JSON object:
 *
 *   open                                          does the plugin load, and what does it find
 *   ops                                           results and gradients against `cpu`, in one program
 *   bench ARCHITECTURE WIDTH VIEWS PRECISION [STEPS] [LOCK]   the step of `crlc bench`
 *   text ARCHITECTURE WIDTH VIEWS PRECISION FILE [DEVICES]   writes that step's program and computes nothing
 *   digits BACKEND STEPS [LEARNING_RATE]          mean loss up to each of the first steps of crlc/digits
 *   accuracy BACKEND [EPOCHS]                     of crlc/digits, trained to its end
 *
 * Run: `deno run -A tools/gpu/check.ts ops`
 */
import { cpuUsage } from "node:process";
import { backends } from "../../backends/mod.ts";
import { tf } from "../../backends/tf.ts";
import { openXla } from "../../backends/xla/open.ts";
import { readyPlace } from "../../backends/xla/probe.ts";
import { random, type Run } from "../../contracts/backend/compare.ts";
import { benchWork } from "../../machine/bench_work.ts";
import type { BenchStep } from "../../machine/bench_api.ts";
import type { Precision } from "../../backends/backend.ts";
import { evaluate } from "../../results/scores/evaluate.ts";
import type { Observer, StepReport } from "../../run/api.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { disposeReplaced } from "../../run/parts/dispose_replaced.ts";
import { stepOf } from "../../run/train/step.ts";
import { train } from "../../run/train/train.ts";
import { OP_CASES, type OpCase } from "./op_cases.ts";

const print = (what: object) => console.log(JSON.stringify(what));

async function open(): Promise<void> {
  const state = await (await backends.get("xla")).probe();
  if (!state.ok) throw new Error(`${state.reason}; to mend: ${state.fix}`);
  print({ part: "open", device: state.device, ...state.details });
}

/** Results and gradients, not read yet. */
function made({ shapes }: OpCase, run: Run): tf.Tensor[] {
  const inputs = shapes.map((shape, i) => tf.tensor(random(i, shape).values, shape));
  return tf.tidy(() => {
    const out = run(...inputs), dy = tf.tensor(random(9, out[0].shape).values, out[0].shape);
    return [...out, ...tf.grads((...xs: tf.Tensor[]) => run(...xs)[0])(inputs, dy)];
  });
}

const read = (tensors: tf.Tensor[]) => Promise.all(tensors.map((tensor) => tensor.data()));

async function checkOps(): Promise<void> {
  await using _cpu = await (await backends.get("cpu")).open({});
  const expected = await Promise.all(OP_CASES.map((one) => read(made(one, one.expected))));
  await using _xla = await openXla(readyPlace(), {});
  const began = performance.now();
  const actual = await Promise.all(OP_CASES.map((one) => read(made(one, one.run))));
  const failed: string[] = [];
  let worst = 0;
  OP_CASES.forEach(({ name }, i) =>
    expected[i].forEach((list, k) => {
      let largest = 0.25, difference = 0;
      list.forEach((value, j) => {
        largest = Math.max(largest, Math.abs(value));
        const error = Math.abs(value - actual[i][k][j]);
        difference = Math.max(difference, Number.isNaN(error) ? Infinity : error);
      });
      worst = Math.max(worst, difference / largest);
      if (!(difference <= 1e-5 * largest)) failed.push(`${name}, ${k}: ${difference / largest}`);
    })
  );
  const seconds = (performance.now() - began) / 1000;
  print({ part: "ops", cases: OP_CASES.length, worst, failed, seconds });
}

async function bench(
  [architecture, width, views, precision, steps = "20", lock]: string[],
): Promise<void> {
  const step = { architecture, width: Number(width), batch: Number(views), size: 32 } as BenchStep;
  const work = await benchWork(await openCatalog(), step);
  const programs: number[] = [];
  await using backend = await openXla(readyPlace(), { precision: precision as Precision }, {
    onRecorded: (_, milliseconds) => void programs.push(milliseconds),
  });
  using held = lock ? await Deno.open(lock, { write: true, create: true }) : undefined;
  await held?.lock(true);
  const compiled = backend.compile(stepOf(work.stage)), batch = work.input();
  const times: number[] = [], losses: number[] = [];
  let first = 0, processor = 0;
  for (const [count, isTimed] of [[3, false], [Number(steps), true]] as const) {
    let state = work.start();
    const before = cpuUsage();
    for (let i = 0; i < count; i++) {
      const began = performance.now(), learningRate = tf.scalar(0.01);
      const { terms, ...next } = await compiled({ ...state, batch, learningRate });
      const [loss] = await terms.loss.data(), took = performance.now() - began;
      if (isTimed) times.push(took), losses.push(loss);
      else if (i === 0) first = took;
      disposeReplaced(
        [state.weights, state.buffers, state.slots, terms, { learningRate }],
        [next.weights, next.buffers, next.slots],
      );
      state = next;
    }
    const { user, system } = cpuUsage(before);
    processor = (user + system) / 1000 / count;
    disposeReplaced([state.weights, state.buffers, state.slots], []);
  }
  const median = times.toSorted((a, b) => a - b)[times.length >> 1], { client } = backend.held;
  print({
    what: "crlc xla",
    version: client.platformVersion.split("\n")[0],
    precision,
    imagesPerSecond: 1000 * step.batch / median,
    millisecondsPerStep: median,
    processorMillisecondsPerStep: processor,
    recordMilliseconds: programs[0],
    compileSeconds: first / 1000,
    peakBytes: client.memory()?.peak ?? 0,
    losses: losses.slice(0, 5),
  });
}

const silent = { note() {}, warn() {}, progress() {} };

async function text(
  [architecture, width, views, precision, file, devices = "1"]: string[],
): Promise<void> {
  const step = { architecture, width: Number(width), batch: Number(views), size: 32 } as BenchStep;
  const work = await benchWork(await openCatalog(), step), written = new Error("written");
  const options = { precision: precision as Precision, devices: Number(devices) };
  await using backend = await openXla(readyPlace(), options, {
    onRecorded(text, milliseconds) {
      Deno.writeTextFileSync(file, text);
      print({ part: "text", file, bytes: text.length, milliseconds });
      throw written;
    },
  });
  const input = { ...work.start(), batch: work.input(), learningRate: tf.scalar(0.01) };
  await backend.compile(stepOf(work.stage))(input).catch((error) => {
    if (error !== written) throw error;
  });
}

/** Trains crlc/digits in a folder that ends with `body`. */
async function trainDigits(
  backend: string,
  { set = [], epochs, observer = silent, stop = new AbortController().signal }: {
    readonly set?: string[];
    readonly epochs?: number;
    readonly observer?: Observer;
    readonly stop?: AbortSignal;
  },
  body: (run: string) => Promise<void> = async () => {},
): Promise<void> {
  const run = await Deno.makeTempDir(), environment = { backend, plugins: [] };
  const request = { target: "crlc/digits", overrides: { set, epochs }, environment };
  await train({ ...request, run, runsFolder: run }, observer, stop);
  await body(run);
  await Deno.remove(run, { recursive: true });
}

async function digits([backend, count, rate]: string[]): Promise<void> {
  const enough = new AbortController();
  const losses: number[] = [], times: number[] = [];
  let before = performance.now();
  const observer = {
    ...silent,
    step({ terms }: StepReport) {
      losses.push(terms.loss);
      times.push(performance.now() - before);
      before = performance.now();
      if (losses.length >= Number(count)) enough.abort();
    },
  };
  const set = rate === undefined ? [] : [`optimiser.learningRate=${rate}`];
  await trainDigits(backend, { set, observer, stop: enough.signal });
  const medianStepMs = times.toSorted((a, b) => a - b)[times.length >> 1];
  print({ recipe: `digits${rate ? ` at ${rate}` : ""}`, backend, medianStepMs, losses });
}

async function accuracy([backend, epochs]: string[]): Promise<void> {
  const began = performance.now();
  await trainDigits(backend, { epochs: epochs ? Number(epochs) : undefined }, async (run) => {
    const seconds = (performance.now() - began) / 1000;
    const environment = { backend, plugins: [] };
    const { selected } = await evaluate({ run, baseline: false, environment }, silent);
    print({ part: "accuracy", backend, acc: selected.acc, seconds });
  });
}

const PARTS: Readonly<Record<string, (rest: string[]) => Promise<void>>> = {
  ...{ open, ops: checkOps, bench, text, digits, accuracy },
};
const [part, ...rest] = Deno.args;
if (!(part in PARTS)) throw new Error(`Cannot check "${part}": it must be ${Object.keys(PARTS)}`);
await PARTS[part](rest);
// the library's threads would keep the process alive
Deno.exit(0);
