import { tf } from "../../backends/tf.ts";

/** Keeps the logarithm of an empty cluster finite. */
const SMALLEST = 1e-12;

/**
 * The loss of DEC (Eq. 2): `KL(p || q)` of each image, mean over images.
 *
 * @param target p `[B, C]`, constant.
 * @param q Soft assignments `[B, C]`.
 */
export function decLoss(target: tf.Tensor2D, q: tf.Tensor2D): tf.Scalar {
  const log = (x: tf.Tensor) => tf.log(tf.maximum(x, SMALLEST));
  return tf.mean(tf.sum(tf.mul(target, tf.sub(log(target), log(q))), -1));
}
