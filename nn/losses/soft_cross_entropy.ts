import { tf } from "../../backends/tf.ts";

/**
 * `H(q, u) = -sum_c q_c log softmax(u)_c` of each row.
 *
 * @param q Targets `[..., n, C]`, of which a row of zeros counts as nothing.
 * @param u Logits of the same shape.
 * @returns `[..., n]`.
 */
export function softCrossEntropy(q: tf.Tensor, u: tf.Tensor): tf.Tensor {
  return tf.neg(tf.sum(tf.mul(q, tf.logSoftmax(u)), -1));
}
