import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count, positive } from "../../core/numbers.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { OptimiserOptions } from "../../nn/optimisers.ts";
import { trainingFields, trainingOf } from "./training.ts";

/** Epochs over many images. */
const EPOCHS = 100;
/** Steps that a head is given at least: over few images an epoch is one. */
const LEAST_STEPS = 400;
/** Neighbours of an image, at most, where nothing is said. */
const MOST_NEIGHBOURS = 20;

/** The options of training a head on features, to be spread into a strategy's schema. */
export function featureTrainingFields(optimiser: OptimiserOptions) {
  return {
    /** Features are of unit length; the logits of a linear layer need more. */
    scale: v.optional(positive, 20),
    ...trainingFields({
      epochs: EPOCHS,
      batchSize: 256,
      batching: "drop",
      optimiser,
      schedule: { kind: "constant" },
    }),
    /** 100, and as many more as make 400 steps of it, where nothing is said. */
    epochs: v.optional(count),
  };
}

/** The option of neighbours for a head on features, to be spread into a strategy's schema. */
export const featureNeighbours = {
  /** Neighbours an image's partner is drawn from; half a cluster of mean size, 5 to 20, if absent. */
  neighbours: v.optional(count),
};

type FeatureTraining = v.InferOutput<
  v.StrictObjectSchema<ReturnType<typeof featureTrainingFields>, undefined>
>;

/** The part of the options that a stage needs, for so many images. */
export function featureTrainingOf(options: FeatureTraining, samples: number) {
  const stepsPerEpoch = Math.max(Math.floor(samples / options.batchSize), 1);
  const epochs = options.epochs ?? Math.max(EPOCHS, Math.ceil(LEAST_STEPS / stepsPerEpoch));
  return trainingOf({ ...options, epochs });
}

/** How many neighbours are taken of `samples` images in `clusters` clusters, where nothing is said. */
export function neighboursFor(samples: number, clusters: number): number {
  const half = Math.round(samples / clusters / 2);
  return Math.max(1, Math.min(MOST_NEIGHBOURS, Math.max(5, half), samples - 1));
}

/** What a network sees as features of unit length: `[n, height, width, channels]` to `[n, d]`. */
export function unitFeatures(x: tf.Tensor4D): tf.Tensor2D {
  return unitRows(tf.reshape(x, [x.shape[0], -1]) as tf.Tensor2D);
}
