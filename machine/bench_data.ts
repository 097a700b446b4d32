import { availableParallelism } from "node:os";
import { CrlcError } from "../core/errors.ts";
import { Stream } from "../core/random.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { prepareImage } from "../datasets/images/prepare.ts";
import { batchesOf } from "../pipeline/batches.ts";
import { defaultWorkers, type LoaderOptions, openLoader } from "../pipeline/loader.ts";
import { createViews } from "../pipeline/views.ts";
import type { Stage } from "../plugins/strategy.ts";
import type { Observer } from "../run/api.ts";
import type { BenchDataReport, BenchDataRequest } from "./bench_data_api.ts";
import { requireBatch } from "../run/recipe/batch_size.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { readRecipe } from "../run/recipe/recipe.ts";
import { createTask, openSplit, resolveRecipe, type Task } from "../run/recipe/task.ts";

/** How many stretches of each part are timed; the median counts. */
const STRETCHES = 5;
const PHOTO = { width: 500, height: 375, side: 256 };

type TrainStage = Extract<Stage, { kind: "train" }>;

/**
 * Times how fast images are decoded, read, augmented, and all of it together, for the first
 * training stage of a recipe. No tensor is made: the device is left out.
 *
 * @throws {CrlcError} for an unknown recipe, a missing data set, or a batch of more images than
 *   there are.
 */
export async function benchData(
  request: BenchDataRequest,
  observer: Observer,
): Promise<BenchDataReport> {
  const { seconds, target, overrides } = request;
  const catalog = await openCatalog(request.plugins);
  const wanted = await readRecipe(catalog, target, overrides);
  await using dataset = await openSplit(catalog, wanted, request, observer);
  const recipe = await resolveRecipe(wanted, dataset);
  const task = await createTask(catalog, recipe, {
    samples: dataset.length,
    channels: dataset.channels,
  });
  const loading = loaderOf(task, dataset);
  const { batchSize } = loading.batches, views = loading.views.length;
  const workers = request.workers ?? [...new Set([0, 1, availableParallelism()])];
  const parts = 3 + workers.length;
  let part = 0;

  /** Calls a second. */
  async function rate(work: (round: number) => Promise<unknown> | void): Promise<number> {
    const median = await timed(work, seconds);
    observer.progress("timing", ++part, parts);
    return median;
  }

  const photo = await photograph();
  const decode = await rate(() => prepareImage(photo, PHOTO.side));
  const read = batchSize * await rate(readBatches(loading));
  const augment = batchSize * await rate(await augmentBatch(loading));
  const pipeline: BenchDataReport["pipeline"][number][] = [];
  for (const count of workers) {
    await using loader = openLoader({ ...loading, workers: count });
    const images = batchSize * await rate((step) => loader.batch(step));
    pipeline.push({ workers: count, imagesPerSecond: images, viewsPerSecond: views * images });
  }
  const { height, width, channels } = dataset;
  return {
    schemaVersion: 1,
    recipe: recipe.name,
    dataset: recipe.dataset.name,
    stored: [height, width, channels],
    input: task.input,
    batchSize,
    views,
    cores: availableParallelism(),
    decode: { imagesPerSecond: decode },
    read: { imagesPerSecond: read },
    augment: { imagesPerSecond: augment, viewsPerSecond: views * augment },
    pipeline,
    defaultWorkers: defaultWorkers(),
  };
}

/** What the first training stage is fed with, its neighbours standing for themselves. */
function loaderOf({ recipe, strategy, normalise, input }: Task, dataset: Dataset): LoaderOptions {
  const stage = strategy.stages.find((stage): stage is TrainStage => stage.kind === "train");
  if (stage === undefined) {
    throw new CrlcError(
      "usage",
      "NOTHING_TO_TIME",
      `Cannot time the images of "${recipe.name}": its strategy must have a stage that trains, and has none`,
    );
  }
  const { length } = dataset, { batchSize, batching } = stage, { seed } = recipe;
  requireBatch(batchSize, length);
  return {
    dataset,
    batches: batchesOf({ length, batchSize, batching, seed }),
    output: { height: input[0], width: input[1] },
    views: stage.views.map(({ augment }) => ({ augmentation: recipe.input.augment[augment] })),
    normalise,
    seed,
  };
}

function readBatches({ dataset, batches }: LoaderOptions) {
  const { batchSize } = batches;
  const indices = new Uint32Array(batchSize), passes = new Uint32Array(batchSize);
  const into = new Uint8Array(batchSize * dataset.height * dataset.width * dataset.channels);
  return (step: number) => {
    batches.fill(step, indices, passes);
    return dataset.read(indices, into);
  };
}

/** Makes all views of one batch, again and again, each time with other draws. */
async function augmentBatch({ dataset, batches, output, views, normalise, seed }: LoaderOptions) {
  const { height, width, channels } = dataset, { batchSize } = batches;
  const indices = new Uint32Array(batchSize), passes = new Uint32Array(batchSize);
  const images = new Uint8Array(batchSize * height * width * channels);
  const into = new Float32Array(batchSize * output.height * output.width * channels);
  batches.fill(0, indices, passes);
  await dataset.read(indices, images);
  const makers = views.map(({ augmentation }) =>
    createViews({ source: { height, width }, output, channels, augmentation, normalise, seed })
  );
  return (round: number) => {
    makers.forEach((write, view) => write(images, indices, passes.fill(round), view, into));
  };
}

/** A JPEG file of soft noise, about as hard to decode as a photograph. */
async function photograph(): Promise<Uint8Array> {
  const { width, height } = PHOTO, stream = new Stream(0, "sample");
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < pixels.length; i++) {
    const before = i < 4 ? 128 : pixels[i - 4];
    pixels[i] = i % 4 === 3 ? 255 : Math.min(255, Math.max(0, before + stream.uniform(-20, 20)));
  }
  const { sharp } = await import("../datasets/images/libvips.ts");
  return await sharp(pixels, { raw: { width, height, channels: 4 } }).jpeg({ quality: 90 })
    .toBuffer();
}

/** Calls a second: the median of some stretches, after one that does not count. */
async function timed(
  work: (round: number) => Promise<unknown> | void,
  seconds: number,
): Promise<number> {
  const rates: number[] = [];
  for (let stretch = 0, round = 0; stretch <= STRETCHES; stretch++) {
    const began = performance.now();
    let calls = 0, elapsed: number;
    do {
      await work(round++);
      calls++;
      elapsed = performance.now() - began;
    } while (elapsed < 1000 * seconds / STRETCHES);
    if (stretch > 0) rates.push(1000 * calls / elapsed);
  }
  return rates.sort((a, b) => a - b)[STRETCHES >> 1];
}
