import { tf } from "../../backends/tf.ts";

/**
 * The local part of DCCM: a discriminator tells true pairs of feature map and output from false
 * ones, `mean softplus(-D) + mean softplus(D)`.
 *
 * @param scores Of true pairs, of any shape.
 * @param fakes Of false pairs, of any shape.
 * @param counted Which of the false pairs count, 1 or 0 each `[n]`, n the first side of `fakes`; all
 *   if absent. Where none does, theirs is 0.
 */
export function dccmLocalLoss(
  scores: tf.Tensor,
  fakes: tf.Tensor,
  counted?: tf.Tensor,
): tf.Scalar {
  const trues = tf.mean(tf.softplus(tf.neg(scores)));
  if (!counted) return tf.add(trues, tf.mean(tf.softplus(fakes)));
  const n = fakes.shape[0]!;
  const each = tf.mean(tf.reshape(tf.softplus(fakes), [n, fakes.size / n]), 1);
  const falses = tf.div(tf.sum(tf.mul(each, counted)), tf.maximum(tf.sum(counted), 1));
  return tf.add(trues, falses);
}
