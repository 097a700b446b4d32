import { tf } from "../../backends/tf.ts";
import { detached } from "./detached.ts";

/**
 * The squared consistency of Pi-model, Mean Teacher and MixMatch: the mean of `(p - q)^2` over rows
 * and classes.
 *
 * @param p Probabilities `[n, C]`.
 * @param q Those they should be, of the same shape.
 */
export function squaredConsistency(p: tf.Tensor, q: tf.Tensor): tf.Scalar {
  return tf.mean(tf.squaredDifference(p, q));
}

/**
 * `KL(q || softmax(u)) = sum_c q_c (log q_c - log softmax(u)_c)` of each row. A class of which q is 0
 * adds nothing.
 *
 * @param q Probabilities `[..., n, C]`; no gradient goes to them.
 * @param u Logits of the same shape.
 * @returns `[..., n]`.
 */
export function klRows(q: tf.Tensor, u: tf.Tensor): tf.Tensor {
  // log 1 stands for log 0, which is multiplied by 0.
  const own = detached(q, (q) => tf.mul(q, tf.log(tf.where(tf.equal(q, 0), tf.onesLike(q), q))));
  return tf.sum(tf.sub(own, tf.mul(q, tf.logSoftmax(u))), -1);
}
