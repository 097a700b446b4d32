import { tf } from "../../backends/tf.ts";

/**
 * The weighted triplet loss of JULE (Yang et al., CVPR 2016, Eq. 13):
 * `max(0, gamma |a - p|^2 - |a - n|^2 + margin)` of each triplet, squared distances.
 *
 * @param a Anchors `[n, d]`.
 * @param p Rows of the same cluster.
 * @param n Rows of other clusters.
 * @returns `[n]`.
 */
export function tripletLoss(
  a: tf.Tensor2D,
  p: tf.Tensor2D,
  n: tf.Tensor2D,
  { margin, gamma }: { readonly margin: number; readonly gamma: number },
): tf.Tensor1D {
  const distance = (x: tf.Tensor2D) => tf.sum(tf.square(tf.sub(a, x)), -1);
  return tf.relu(tf.add(tf.sub(tf.mul(distance(p), gamma), distance(n)), margin));
}
