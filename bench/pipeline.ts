/**
 * How many views a second the host makes.
 *
 *     deno run -A bench/pipeline.ts [--json]
 *
 * One thread for each recipe's augmentation, then the whole loader with 0, 1 and 2 workers. Images
 * are soft noise: the time does not depend much on what is seen.
 */
import { Stream } from "../core/random.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { batchesOf } from "../pipeline/batches.ts";
import { parseAugmentation } from "../pipeline/augmentation.ts";
import { openLoader } from "../pipeline/loader.ts";
import { createViews } from "../pipeline/views.ts";

const BATCH = 128;
const SECONDS = 2;

interface Setting {
  readonly size: number;
  readonly output: number;
  readonly channels: 1 | 3;
  readonly steps: unknown[];
}

const simclr = [{ step: "crop" }, { step: "flip" }, { step: "jitter" }, { step: "grey" }];
const settings: Record<string, Setting> = {
  "cifar10, SimCLR set, 32": { size: 32, output: 32, channels: 3, steps: simclr },
  "stl10, SimCLR set and blur, 96": {
    size: 96,
    output: 96,
    channels: 3,
    steps: [...simclr, { step: "blur", kernel: 9 }],
  },
  "imagenet, SimCLR set and blur, 256 to 224": {
    size: 256,
    output: 224,
    channels: 3,
    steps: [...simclr, { step: "blur", kernel: 23 }],
  },
  "shapes, 32 to 24": {
    size: 32,
    output: 24,
    channels: 3,
    steps: [
      { step: "affine", scale: [0.4, 1], ratio: 4 / 3, flip: 0.5, rotation: 45, outside: "edge" },
      { step: "jitter", hue: 0.2, order: "fixed" },
      { step: "grey" },
    ],
  },
  "digits, 8": {
    size: 8,
    output: 8,
    channels: 1,
    steps: [
      { step: "affine", scale: [0.8, 1.2], ratio: 1.2, rotation: 12, shear: 0.15, elastic: 0.3 },
      { step: "tone" },
    ],
  },
  "not augmented, 32": { size: 32, output: 32, channels: 3, steps: [] },
};

/** Noise that changes slowly along rows, so that colours and edges are about as in photographs. */
function softNoise(bytes: number, channels: number): Uint8Array {
  const stream = new Stream(0, "sample"), out = new Uint8Array(bytes);
  for (let i = 0; i < bytes; i++) {
    const before = i < channels ? 128 : out[i - channels];
    out[i] = Math.min(255, Math.max(0, before + stream.uniform(-20, 20)));
  }
  return out;
}

function inMemory({ size, channels }: Setting, length: number): Dataset {
  const bytes = size * size * channels, pixels = softNoise(length * bytes, channels);
  return {
    length,
    height: size,
    width: size,
    channels,
    digest: "",
    quarantined: [],
    name: String,
    read(indices, into) {
      indices.forEach((k, i) => into.set(pixels.subarray(k * bytes, (k + 1) * bytes), i * bytes));
      return Promise.resolve();
    },
    truth: () => Promise.resolve(undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** Views a second, the best of several stretches. */
async function rate(views: number, work: (round: number) => void | Promise<void>): Promise<number> {
  let best = 0, round = 0;
  for (let stretch = 0; stretch < 5; stretch++) {
    const start = performance.now();
    let done = 0;
    do {
      await work(round++);
      done += views;
    } while (performance.now() - start < SECONDS * 200);
    best = Math.max(best, done * 1000 / (performance.now() - start));
  }
  return Math.round(best);
}

const results: Record<string, number> = {};
for (const [name, setting] of Object.entries(settings)) {
  const { size, output, channels, steps } = setting;
  const source = { height: size, width: size }, target = { height: output, width: output };
  const n = size > 64 ? 16 : BATCH;
  const normalise = { mean: Array(channels).fill(0.5), std: Array(channels).fill(0.25) };
  const augmentation = parseAugmentation(steps);
  const write = createViews({ source, output: target, channels, augmentation, normalise, seed: 0 });
  const images = softNoise(n * size * size * channels, channels);
  const indices = Uint32Array.from({ length: n }, (_, i) => i), passes = new Uint32Array(n);
  const into = new Float32Array(n * output * output * channels);
  results[name] = await rate(n, (round) => write(images, indices, passes.fill(round), 0, into));
}

const cifar = settings["cifar10, SimCLR set, 32"], augmentation = parseAugmentation(cifar.steps);
const dataset = inMemory(cifar, 1024);
for (const workers of [0, 1, 2]) {
  await using loader = openLoader({
    dataset,
    batches: batchesOf({ length: dataset.length, batchSize: BATCH, batching: "carry", seed: 0 }),
    output: { height: 32, width: 32 },
    views: [{ augmentation }, { augmentation }],
    normalise: { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
    seed: 0,
    workers,
  });
  results[`loader, cifar10, ${workers} workers`] = await rate(2 * BATCH, async (step) => {
    await loader.batch(step);
  });
}

if (Deno.args.includes("--json")) {
  console.log(
    JSON.stringify({ unit: "views/s", cores: navigator.hardwareConcurrency, results }, null, 2),
  );
} else {
  for (const [name, value] of Object.entries(results)) {
    console.log(`${name.padEnd(44)}${String(value).padStart(8)} views/s`);
  }
}
