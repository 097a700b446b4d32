import { tf } from "../../backends/tf.ts";
import { dot } from "./dot.ts";

/** Keeps the logarithm finite where no cluster is shared; smoothed rows never come near it. */
const SMALLEST_DOT = 1e-12;

/**
 * `f(p, q) = log sum_c p_c q_c` for all pairs of rows: the paper's critic (Eq. 9), the logarithm
 * of the probability that two images fall into the same cluster.
 *
 * @param p Probabilities `[..., n, C]`.
 * @param q Probabilities `[..., m, C]`.
 * @returns `[..., n, m]`.
 */
export function logDot(p: tf.Tensor, q: tf.Tensor): tf.Tensor {
  return tf.log(tf.maximum(dot(p, q), SMALLEST_DOT));
}

/** `log sum_c a_c b_c` of each row of `a` with the same row of `b`: `[..., n, C]` to `[..., n]`. */
export function rowLogDots(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.log(tf.maximum(tf.sum(tf.mul(a, b), -1), SMALLEST_DOT));
}
