import { tf } from "../../backends/tf.ts";
import { binaryCrossEntropy } from "./binary_cross_entropy.ts";
import { detached } from "./detached.ts";
import { pairCosines } from "./pair_cosines.ts";
import type { Terms } from "./terms.ts";

/**
 * The pseudo-graph loss of DCCM (Wu et al., ICCV 2019): a pair is positive where its reference
 * cosine reaches the threshold. Mean over all B x B pairs; an image with itself adds 0.
 *
 * @param reference Probabilities `[B, C]`; they get no gradient.
 * @param q Probabilities of the same images, augmented `[B, C]`.
 */
export function dccmGraphLoss(
  reference: tf.Tensor2D,
  q: tf.Tensor2D,
  threshold: number,
): Terms<"loss" | "positives"> {
  const positive = detached(
    reference,
    (rows) => tf.cast(tf.greaterEqual(pairCosines(rows), threshold), "float32"),
  );
  // The authors' logarithms end at -100; this is the least number that float32 keeps.
  const table = binaryCrossEntropy(pairCosines(q), positive, 1e-37);
  const loss: tf.Scalar = tf.mean(tf.mul(table, tf.sub(1, tf.eye(q.shape[0]))));
  return { loss, positives: tf.sum(positive) };
}
