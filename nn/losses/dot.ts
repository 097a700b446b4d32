import { tf } from "../../backends/tf.ts";

/**
 * `f(p, q) = sum_c p_c q_c` for all pairs of rows. Its maximum, 1, is reached only where both are
 * the same one-hot vector.
 *
 * @param p Probabilities `[..., n, C]`.
 * @param q Probabilities `[..., m, C]`.
 * @returns `[..., n, m]`.
 */
export function dot(p: tf.Tensor, q: tf.Tensor): tf.Tensor {
  return tf.matMul(p, q, false, true);
}
