import { tf } from "../../backends/tf.ts";
import { logDeterminant } from "../log_determinant.ts";
import type { Mcr2Options } from "./mcr2_loss.ts";
import type { Terms } from "./terms.ts";

/**
 * `mcr2Loss` where the groups are images and all have as many views: `log det(I + s Z_j^T Z_j)` of
 * an image is that of the smaller of `I + s Z_j^T Z_j` and `I + s Z_j Z_j^T`.
 *
 * @param z Unit rows `[groups, views, d]`.
 * @returns Scalars: `compress - gamma2 expand`, and its parts; and `indefinite`, how many matrices of
 *   each part are not positive definite.
 */
export function mcr2ViewsLoss(
  z: tf.Tensor3D,
  { precision, gamma1, gamma2 }: Omit<Mcr2Options, "groups">,
): Terms<"loss" | "expand" | "compress"> & {
  readonly indefinite: Terms<"expand" | "compress">;
} {
  const [groups, views, d] = z.shape;
  const rows = tf.reshape<tf.Rank.R3>(z, [1, groups * views, d]);
  const all = codingRates(rows, gamma1 / precision), each = codingRates(z, 1 / precision);
  const expand: tf.Scalar = tf.mean(all.rates), compress: tf.Scalar = tf.mean(each.rates);
  const loss: tf.Scalar = tf.sub(compress, tf.mul(expand, gamma2));
  const indefinite = { expand: all.indefinite, compress: each.indefinite };
  return { loss, expand, compress, indefinite };
}

/** `1/2 log det(I + scale d/m Z^T Z)` of each matrix of m rows `[k, m, d]`: `[k]`. */
function codingRates(z: tf.Tensor3D, scale: number) {
  const [, m, d] = z.shape, products = tf.matMul(z, z, m > d, m <= d);
  const matrices = tf.add(tf.mul(products, scale * d / m), tf.eye(Math.min(m, d)));
  const { value, indefinite } = logDeterminant(matrices as tf.Tensor3D);
  return { rates: tf.mul(value, 0.5), indefinite };
}
