import { tf } from "../../backends/tf.ts";
import { binaryCrossEntropy } from "./binary_cross_entropy.ts";
import { detached } from "./detached.ts";
import { pairCosines } from "./pair_cosines.ts";
import type { Terms } from "./terms.ts";

/** Cosines keep this distance from 0 and 1, as the authors' code has it. */
const CLIP = 1e-7;

/**
 * The loss of DAC*, the form of DAC without a selection: every pair counts, positive where its
 * reference cosine is above one threshold. With reference outputs of the batch itself it is the
 * reduced form of DDC.
 *
 * @param reference Probabilities `[B, C]`; they get no gradient.
 * @param q Probabilities of the same images, augmented `[B, C]`.
 */
export function dacStarLoss(
  reference: tf.Tensor2D,
  q: tf.Tensor2D,
  threshold: number | tf.Scalar,
): Terms<"loss" | "positives"> {
  const positive = detached(
    reference,
    (rows) => tf.cast(tf.greater(pairCosines(rows), threshold), "float32"),
  );
  const loss: tf.Scalar = tf.mean(binaryCrossEntropy(pairCosines(q), positive, CLIP));
  return { loss, positives: tf.sum(positive) };
}
