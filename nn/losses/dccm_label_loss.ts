import { tf } from "../../backends/tf.ts";
import { binaryCrossEntropy } from "./binary_cross_entropy.ts";
import { detached } from "./detached.ts";
import { oneHot } from "./one_hot.ts";
import type { Terms } from "./terms.ts";

/**
 * The pseudo-label loss of DCCM: binary cross-entropy over the clusters with the reference's most
 * probable one, of images whose reference reaches the threshold. Mean over ALL images.
 *
 * @param reference Probabilities `[B, C]`; they get no gradient.
 * @param q Probabilities of the same images, augmented `[B, C]`.
 */
export function dccmLabelLoss(
  reference: tf.Tensor2D,
  q: tf.Tensor2D,
  threshold: number,
): Terms<"loss" | "sure"> {
  const clusters = q.shape[1];
  const targets = detached(reference, (rows) => oneHot(tf.argMax(rows, -1), clusters));
  const sure = detached(
    reference,
    (rows) => tf.cast(tf.greaterEqual(tf.max(rows, -1), threshold), "float32"),
  );
  const each = tf.mean(binaryCrossEntropy(q, targets, 1e-12), -1);
  const loss: tf.Scalar = tf.mean(tf.mul(sure, each));
  return { loss, sure: tf.sum(sure) };
}
