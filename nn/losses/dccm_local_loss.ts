import { tf } from "../../backends/tf.ts";

/**
 * The local part of DCCM: a discriminator tells true pairs of feature map and output from false
 * ones, `mean softplus(-D) + mean softplus(D)`.
 *
 * @param scores Of true pairs, of any shape.
 * @param fakes Of false pairs, of any shape.
 */
export function dccmLocalLoss(scores: tf.Tensor, fakes: tf.Tensor): tf.Scalar {
  return tf.add(tf.mean(tf.softplus(tf.neg(scores))), tf.mean(tf.softplus(fakes)));
}
