import { tf } from "../../backends/tf.ts";
import { binaryCrossEntropy } from "./binary_cross_entropy.ts";
import { detached } from "./detached.ts";
import { pairCosines } from "./pair_cosines.ts";
import type { Terms } from "./terms.ts";

/** Cosines keep this distance from 0 and 1, as the authors' code has it. */
const CLIP = 1e-7;

/** Which pairs DAC learns from. */
export interface DacOptions {
  /** A pair of a higher reference cosine is positive. */
  readonly upper: number | tf.Scalar;
  /** A pair of a lower reference cosine is negative; what lies between is left out. */
  readonly lower: number | tf.Scalar;
  /** Whether an image is a pair with itself; harmless, as it always is a positive one. */
  readonly diagonal?: boolean;
}

/**
 * The loss of DAC (Chang et al., ICCV 2017): pairs that the network, by reference outputs, is sure
 * of are brought together or apart; the mean over the ordered pairs that are selected.
 *
 * @param reference Probabilities of images that are not augmented `[B, C]`; they get no gradient.
 * @param q Probabilities of the same images, augmented `[B, C]`.
 */
export function dacLoss(
  reference: tf.Tensor2D,
  q: tf.Tensor2D,
  { upper, lower, diagonal = true }: DacOptions,
): Terms<"loss" | "selected" | "positives"> {
  const pairs = (is: (cosines: tf.Tensor) => tf.Tensor) =>
    detached(reference, (rows) => tf.cast(is(pairCosines(rows)), "float32"));
  const positive = pairs((cosines) => tf.greater(cosines, upper));
  const negative = pairs((cosines) => tf.less(cosines, lower));
  const every = tf.add(positive, negative);
  const weights = diagonal ? every : tf.mul(every, tf.sub(1, tf.eye(q.shape[0])));
  const selected: tf.Scalar = tf.sum(weights);
  const table = binaryCrossEntropy(pairCosines(q), positive, CLIP);
  const loss: tf.Scalar = tf.div(tf.sum(tf.mul(weights, table)), tf.maximum(selected, 1));
  return { loss, selected, positives: tf.sum(tf.mul(weights, positive)) };
}
