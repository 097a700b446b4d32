/**
 * Times the whole training step of the MemoryBank form against the SimCLR form, and their peak
 * resident memory: ResNet-18 of width 64, 128 images of 32 x 32 a batch, 50,000 images, 4,096
 * negatives, the bank's update included. The forms alternate, each in a process of its own.
 *
 * Run: `deno run -A bench/bank.ts [--backends wasm,tensorflow] [--rounds 5] [--steps 3]`
 * On Linux; the peak is the kernel's (VmHWM). TensorFlow is looked for in `CRLC_TENSORFLOW`.
 *
 * @module
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { tf } from "../backends/tf.ts";
import { benchWork } from "../machine/bench_work.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { stepOf } from "../run/train/step.ts";
import { disposeReplaced } from "../run/parts/dispose_replaced.ts";
import { median } from "./result.ts";
import { writeJson } from "../tools/measure/write_section.ts";

const IMAGES = 128;
/** Views an image in a batch. */
const FORMS = { "crlc": 2, "crlc-bank": 1 } as const;
type Form = keyof typeof FORMS;

const { values: options } = parseArgs({
  options: {
    backends: { type: "string", default: "wasm,tensorflow" },
    rounds: { type: "string", default: "5" },
    steps: { type: "string", default: "3" },
    threads: { type: "string", default: "2" },
    width: { type: "string", default: "64" },
    output: { type: "string" },
    /** Times one form in this process. */
    form: { type: "string" },
  },
});

interface Timing {
  readonly imagesPerSecond: number;
  readonly peakBytes: number;
  readonly device: string;
}

/** Times a form here: a run as `crlc train` makes it, from one start, after one step untimed. */
async function time(form: Form, backend: string): Promise<Timing> {
  const catalog = await openCatalog();
  const threads = Number(options.threads);
  await using opened = await (await catalog.backends.get(backend)).open({ threads });
  const batch = IMAGES * FORMS[form], width = Number(options.width);
  const network = { architecture: "resnet18", width, batch, size: 32 } as const;
  const work = await benchWork(catalog, network, form);
  const step = opened.compile(stepOf(work.stage));
  const input = { batch: work.input(), learningRate: tf.scalar(0.01) };
  let state = work.start();
  const times: number[] = [];
  for (let i = 0; i <= Number(options.steps); i++) {
    const began = performance.now();
    const { terms, ...next } = await step({ ...state, ...input });
    await terms.loss.data();
    if (i > 0) times.push(performance.now() - began);
    disposeReplaced(
      [state.weights, state.buffers, state.slots, terms],
      [next.weights, next.buffers, next.slots],
    );
    state = next;
  }
  const status = await Deno.readTextFile("/proc/self/status");
  const kilobytes = Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]);
  return {
    imagesPerSecond: 1000 * IMAGES / median(times),
    peakBytes: kilobytes * 1024,
    device: opened.device,
  };
}

/** Times a form in a process of its own, so that the peak is its own. */
async function apart(form: Form, backend: string): Promise<Timing> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", new URL(import.meta.url).pathname, "--form", form, "--backends", backend]
      .concat("--steps", options.steps, "--threads", options.threads, "--width", options.width),
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1)!);
}

async function compare(backend: string) {
  const timings: Record<Form, Timing[]> = { "crlc": [], "crlc-bank": [] };
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const form of Object.keys(FORMS) as Form[]) {
      timings[form].push(await apart(form, backend));
    }
  }
  const of = (form: Form) => ({
    imagesPerSecond: median(timings[form].map((t) => t.imagesPerSecond)),
    peakBytes: median(timings[form].map((t) => t.peakBytes)),
    rounds: timings[form],
  });
  const simclr = of("crlc"), bank = of("crlc-bank");
  return {
    backend,
    device: timings.crlc[0].device,
    speedRatio: bank.imagesPerSecond / simclr.imagesPerSecond,
    memorySaved: 1 - bank.peakBytes / simclr.peakBytes,
    simclr,
    bank,
  };
}

if (options.form) {
  console.log(JSON.stringify(await time(options.form as Form, options.backends)));
  Deno.exit(0);
}
const results = [];
for (const backend of options.backends.split(",")) {
  const result = await compare(backend);
  results.push(result);
  const { speedRatio, memorySaved, simclr, bank } = result;
  console.log(
    `${backend}: ${bank.imagesPerSecond.toFixed(1)} against ${
      simclr.imagesPerSecond.toFixed(1)
    } images/s, ${speedRatio.toFixed(2)} times; ${(bank.peakBytes / 1e9).toFixed(2)} against ${
      (simclr.peakBytes / 1e9).toFixed(2)
    } GB, ${(100 * memorySaved).toFixed(0)} % less`,
  );
}
await writeJson(options.output ?? "bench/results/bank.json", {
  date: new Date().toISOString().slice(0, 10),
  machine: { cpu: cpus()[0]?.model, cores: cpus().length },
  step: {
    ...{ architecture: "resnet18", width: Number(options.width), images: IMAGES, size: 32 },
    ...{ samples: 50_000, negatives: 4096, threads: Number(options.threads) },
  },
  results,
});
