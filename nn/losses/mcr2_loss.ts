import { tf } from "../../backends/tf.ts";
import { logDeterminant } from "../log_determinant.ts";
import { oneHot } from "./one_hot.ts";
import type { Terms } from "./terms.ts";

/** The settings of {@link mcr2Loss}. */
export interface Mcr2Options {
  /** Number of groups. */
  readonly groups: number;
  /** eps^2: how coarsely features are coded. */
  readonly precision: number;
  /** Weight within the rate of all rows. */
  readonly gamma1: number;
  /** Weight of the rate of all rows. */
  readonly gamma2: number;
}

/**
 * The loss of MCR2 (Yu et al., NeurIPS 2020), in the form that its code has for clustering: the
 * coding rate of the groups less `gamma2` times that of all rows. For clustering a group is an
 * image, and its rows are views of it.
 *
 * @param z Unit rows `[m, d]`.
 * @param labels The group of each row `[m]`, int32; a group without rows adds 0.
 * @returns Scalars: `compress - gamma2 expand`, its parts, and `rate`, the rate of all rows without
 *   gamma1; and `indefinite`, how many matrices of each part are not positive definite.
 */
export function mcr2Loss(
  z: tf.Tensor2D,
  labels: tf.Tensor1D,
  { groups, precision, gamma1, gamma2 }: Mcr2Options,
): Terms<"loss" | "expand" | "compress" | "rate"> & {
  readonly indefinite: Terms<"expand" | "compress">;
} {
  const [m, d] = z.shape;
  const whole = tf.expandDims<tf.Tensor3D>(tf.matMul(z, z, true), 0);
  const scale = d / (m * precision);
  const all = codingRate(whole, gamma1 * scale), expand = tf.squeeze<tf.Scalar>(all.rates);
  const members = tf.transpose(oneHot(labels, groups));
  const sizes = tf.add(tf.sum(members, 1), 1e-8);
  // [groups, m, d]: the rows of each group, others 0.
  const rows = tf.mul(tf.expandDims(members, 2), tf.expandDims(z, 0)) as tf.Tensor3D;
  const scales = tf.reshape(tf.div(d / precision, sizes), [groups, 1, 1]);
  const each = codingRate(tf.matMul(rows, rows, true), scales);
  const compress: tf.Scalar = tf.sum(tf.mul(each.rates, tf.div(sizes, m)));
  const loss: tf.Scalar = tf.sub(compress, tf.mul(expand, gamma2));
  const rate = tf.squeeze<tf.Scalar>(codingRate(whole, scale).rates);
  const indefinite = { expand: all.indefinite, compress: each.indefinite };
  return { loss, expand, compress, rate, indefinite };
}

/** `1/2 log det(I + scale Z^T Z)` of each group `[k, d, d]`: `[k]`. */
function codingRate(products: tf.Tensor3D, scale: number | tf.Tensor) {
  const matrices = tf.add(tf.mul(products, scale), tf.eye(products.shape[1]));
  const { value, indefinite } = logDeterminant(matrices as tf.Tensor3D);
  return { rates: tf.mul(value, 0.5), indefinite };
}
