import { tf } from "../../backends/tf.ts";

/**
 * The soft assignment of DEC (Xie et al., ICML 2016, Eq. 1): Student's t around the centroids,
 * `q_ij = (1 + |z_i - mu_j|^2 / alpha)^(-(alpha + 1) / 2)`, rows brought to sum to 1.
 *
 * @param z Features `[n, d]`.
 * @param centroids `[C, d]`.
 * @param alpha Degrees of freedom, above 0.
 * @returns `[n, C]`.
 */
export function softAssignment(
  z: tf.Tensor2D,
  centroids: tf.Tensor2D,
  alpha = 1,
): tf.Tensor2D {
  const differences = tf.sub(tf.expandDims(z, 1), tf.expandDims(centroids, 0));
  const distances = tf.sum(tf.square(differences), -1);
  const kernel = tf.exp(tf.mul(tf.log(tf.add(tf.div(distances, alpha), 1)), -(alpha + 1) / 2));
  return tf.div(kernel, tf.sum(kernel, -1, true));
}
