import type { Dataset, Features } from "../../datasets/dataset.ts";
import { paddedBatches } from "../../pipeline/padded_batches.ts";
import { createViews } from "../../pipeline/views.ts";
import type { Group } from "../../core/group.ts";
import { type Share, shareOf } from "../../core/share_of.ts";
import type { Task } from "../recipe/task.ts";

/** Images a batch, and numbers of them that the network sees: 128 images of 64 x 64. */
const BATCH = 256, NUMBERS = 128 * 64 * 64 * 3;

/** A batch of what the network sees. */
interface InputBatch {
  /** Number of its first image. */
  readonly first: number;
  /** How many of its rows count; the others fill it up. */
  readonly count: number;
  /** `[n, height, width, channels]`. */
  readonly inputs: Float32Array;
}

/** Images of a batch. */
function batchSizeOf(task: Task, samples: number): number {
  const fitting = Math.max(1, Math.floor(NUMBERS / task.input.reduce((a, b) => a * b)));
  return Math.min(BATCH, fitting, samples);
}

/**
 * The images whose batches are a rank's, whole ones: `each` of them, but for the last ranks; all of
 * them where it is alone.
 */
export function imagesOfRank(
  task: Task,
  samples: number,
  group?: Group,
): Share & { readonly each: number } {
  if (!group) return { from: 0, to: samples, each: samples };
  const batchSize = batchSizeOf(task, samples), batches = Math.ceil(samples / batchSize);
  const { from, to } = shareOf(batches, group);
  return {
    from: Math.min(samples, from * batchSize),
    to: Math.min(samples, to * batchSize),
    each: Math.ceil(batches / group.size) * batchSize,
  };
}

/**
 * What the network sees of every image, not augmented, a batch at a time.
 *
 * @param only These images alone, in this order.
 * @param group Ranks that share the batches: those of this one alone, the same as one rank would make.
 */
export async function* inputBatches(
  task: Task,
  dataset: Dataset,
  only?: Uint32Array,
  group?: Group,
): AsyncGenerator<InputBatch> {
  const { length, height, width, channels, features: given } = dataset;
  const samples = only?.length ?? length, batchSize = batchSizeOf(task, samples);
  const { from, to } = imagesOfRank(task, samples, group);
  const images = new Uint8Array(given ? 0 : batchSize * height * width * channels);
  const rows = new Float32Array(given ? batchSize * given.dimensions : 0);
  const inputsOf = given ? undefined : createInputs(task, dataset);
  let first = 0;
  for (const { indices: places, count } of paddedBatches(samples, batchSize)) {
    if (first < from || first >= to) {
      first += count;
      continue;
    }
    const indices = only ? places.map((place) => only[place]) : places;
    if (given) await given.read(indices, rows);
    else await dataset.read(indices, images);
    yield { first, count, inputs: inputsOf ? await inputsOf(images, indices) : rows };
    first += count;
  }
}

/**
 * Makes what the network sees of stored images `[n, height, width, channels]`; what it gives holds
 * until the next ones.
 *
 * @param source Size of the stored images, and what makes features of them, where something does.
 */
export function createInputs(
  { input: [height, width, channels], recipe, normalise }: Task,
  source: Pick<Dataset, "height" | "width"> & Pick<Features, "embed">,
): (images: Uint8Array, indices: Uint32Array) => Promise<Float32Array> | Float32Array {
  const { embed } = source;
  if (embed) return (images) => embed(images);
  const write = createViews({
    source,
    output: { height, width },
    channels,
    augmentation: recipe.input.augment.none,
    normalise,
    seed: recipe.seed,
  });
  // Kept from one batch to the next.
  let views = new Float32Array(0);
  return (images, indices) => {
    const n = indices.length;
    if (views.length !== n * height * width * channels) {
      views = new Float32Array(n * height * width * channels);
    }
    write(images, indices, new Uint32Array(n), 0, views);
    return views;
  };
}
