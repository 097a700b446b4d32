import { compiled } from "../../backends/compiled.ts";
import { tf } from "../../backends/tf.ts";
import { gatherShares } from "../../core/gather_shares.ts";
import type { Group } from "../../core/group.ts";
import { largestOf } from "../../core/largest_of.ts";
import type { Dataset, Features } from "../../datasets/dataset.ts";
import { predictionScope, type State } from "../../nn/scope.ts";
import type { Predictions } from "../parts/predictions.ts";
import type { Task } from "../recipe/task.ts";
import { createInputs, imagesOfRank, inputBatches } from "./network_inputs.ts";

export type { Predictions };

/**
 * Passes every image through the network once, not augmented.
 *
 * @param progress Is told how many images are done.
 * @param given `only`: these images alone, in this order. `group`: ranks all of which ask for it, and
 *   share the images.
 */
export async function predictAll(
  task: Task,
  state: State,
  dataset: Dataset,
  progress: (done: number, total: number) => void = () => {},
  { only, group }: { readonly only?: Uint32Array; readonly group?: Group } = {},
): Promise<Predictions> {
  const samples = only?.length ?? dataset.length, { size } = group ?? { size: 1 };
  let features = new Float32Array(0), featureSize = 0;
  let probabilities: Float32Array | undefined, heads = 0, clusters = 0, done = 0;
  for await (const { first, count, part } of predictBatches(task, state, dataset, only, group)) {
    const batchSize = part.features.length / part.featureSize;
    if (featureSize === 0) {
      featureSize = part.featureSize;
      features = new Float32Array(samples * featureSize);
      if (part.probabilities) {
        [heads, , clusters] = part.shape;
        probabilities = new Float32Array(heads * samples * clusters);
      }
    }
    features.set(part.features.subarray(0, count * featureSize), first * featureSize);
    for (let head = 0; head < heads; head++) {
      const from = head * batchSize * clusters;
      probabilities!.set(
        part.probabilities!.subarray(from, from + count * clusters),
        (head * samples + first) * clusters,
      );
    }
    done += count;
    progress(Math.min(samples, done * size), samples);
  }
  const predicted = { samples, features, featureSize, probabilities, heads, clusters };
  return group ? ofAllRanks(task, predicted, group) : predicted;
}

/** The predictions of all images, of which this rank has made those of its batches. */
function ofAllRanks(task: Task, own: Predictions, group: Group): Predictions {
  const { samples } = own, { from, to, each } = imagesOfRank(task, samples, group);
  // A rank may have had no batch, and know nothing of them.
  const [featureSize, heads, clusters] = [own.featureSize, own.heads, own.clusters]
    .map((number) => largestOf(group, number));
  /** The rows of all ranks, of those that begin at a row of an array of all. */
  const everyRow = (all: Float32Array, first: number, width: number) =>
    gatherShares(
      group,
      all.subarray((first + from) * width, (first + to) * width),
      each * width,
      samples * width,
    );
  const features = everyRow(own.features, 0, featureSize);
  if (heads === 0) return { samples, features, featureSize, heads, clusters };
  const probabilities = new Float32Array(heads * samples * clusters);
  for (let head = 0; head < heads; head++) {
    const rows = everyRow(own.probabilities ?? new Float32Array(0), head * samples, clusters);
    probabilities.set(rows, head * samples * clusters);
  }
  return { samples, features, featureSize, probabilities, heads, clusters };
}

/**
 * Passes every image through the network once, not augmented, a batch at a time.
 *
 * @param only These images alone, in this order.
 * @param group Ranks that share the batches: those of this one alone.
 * @returns Of each batch the number of its first image, how many of its rows count, and the rows.
 */
export async function* predictBatches(
  task: Task,
  state: State,
  dataset: Dataset,
  only?: Uint32Array,
  group?: Group,
): AsyncGenerator<{ first: number; count: number; part: PredictedBatch }> {
  const forward = forwardOf(task, state);
  for await (const { first, count, inputs } of inputBatches(task, dataset, only, group)) {
    yield { first, count, part: await forward(inputs) };
  }
}

/** One batch through the network. */
interface PredictedBatch {
  readonly features: Float32Array;
  readonly featureSize: number;
  readonly probabilities?: Float32Array;
  /** `[heads, n, clusters]`. */
  readonly shape: readonly number[];
  /** Whether batch norm took the statistics of this batch, so that each row depends on the others. */
  readonly batchStatistics: boolean;
}

/** Passes what the network sees, `[n, height, width, channels]` of floats, through it. */
type Forward = (inputs: Float32Array) => Promise<PredictedBatch>;

/** The network as a function that is prepared once for all batches. */
function forwardOf({ strategy, input }: Task, { weights, buffers }: State): Forward {
  const [height, width, channels] = input;
  let batchStatistics = false;
  const predict = compiled(({ weights, buffers, batch }) => {
    const { features, probabilities } = strategy.predict(
      predictionScope({ weights, buffers }, () => batchStatistics = true),
      batch.x as tf.Tensor4D,
    );
    return { features, ...probabilities && { probabilities } };
  });
  return async (inputs) => {
    const n = inputs.length / (height * width * channels);
    const x = tf.tensor4d(inputs, [n, height, width, channels]);
    const { features, probabilities } = await predict({ weights, buffers, batch: { x } });
    const result = {
      features: await features.data() as Float32Array,
      featureSize: features.shape[1]!,
      probabilities: await probabilities?.data() as Float32Array | undefined,
      shape: probabilities?.shape ?? [],
      batchStatistics,
    };
    tf.dispose([x, features, ...probabilities ? [probabilities] : []]);
    return result;
  };
}

/**
 * Makes what passes stored images `[n, height, width, channels]` through the network.
 *
 * @param source Size of the stored images, and what makes features of them, where something does.
 */
export function createPredictor(
  task: Task,
  state: State,
  source: Pick<Dataset, "height" | "width"> & Pick<Features, "embed">,
): (images: Uint8Array, indices: Uint32Array) => Promise<PredictedBatch> {
  const inputsOf = createInputs(task, source), forward = forwardOf(task, state);
  return async (images, indices) => await forward(await inputsOf(images, indices));
}

/** The most probable cluster of every image by one head, and its probability. */
export function assignmentsOf(
  { probabilities, samples, clusters }: Predictions,
  head: number,
): { clusters: Int32Array; confidence: Float32Array } {
  if (!probabilities) throw new TypeError("Cannot assign images: the strategy does not cluster");
  const assigned = new Int32Array(samples), confidence = new Float32Array(samples);
  for (let i = 0; i < samples; i++) {
    const row = (head * samples + i) * clusters;
    let best = 0;
    for (let c = 1; c < clusters; c++) {
      if (probabilities[row + c] > probabilities[row + best]) best = c;
    }
    assigned[i] = best;
    confidence[i] = probabilities[row + best];
  }
  return { clusters: assigned, confidence };
}
