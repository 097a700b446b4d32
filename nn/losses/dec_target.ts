import { tf } from "../../backends/tf.ts";

/**
 * The target distribution of DEC (Eq. 3): `p_ij = (q_ij^2 / f_j) / sum_j' (q_ij'^2 / f_j')`, with
 * `f_j = sum_i q_ij`.
 *
 * @param q Soft assignments `[N, C]` of ALL images: of a batch alone, f_j would be another number.
 * @returns `[N, C]`; to be held constant.
 */
export function decTarget(q: tf.Tensor2D): tf.Tensor2D {
  const weights = tf.div(tf.square(q), tf.sum(q, 0, true));
  return tf.div(weights, tf.sum(weights, 1, true));
}
