import { tf } from "../../backends/tf.ts";
import { binaryCrossEntropy } from "./binary_cross_entropy.ts";
import { detached } from "./detached.ts";
import { unitRows } from "./unit_rows.ts";

/**
 * The second term of DAC's code, which the paper does not have: it holds outputs near the reference
 * outputs, whose rows of unit length are the targets. Mean over images and clusters.
 *
 * @param reference Probabilities `[B, C]`; they get no gradient.
 * @param q Probabilities of the same images, augmented `[B, C]`.
 */
export function dacSelfLoss(reference: tf.Tensor2D, q: tf.Tensor2D): tf.Scalar {
  return tf.mean(binaryCrossEntropy(q, detached(reference, unitRows), 1e-7));
}
