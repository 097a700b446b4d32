import { tf } from "../../backends/tf.ts";
import { dot } from "./dot.ts";

/**
 * `f(p, q) = -sum_c (p_c - q_c)^2` for all pairs of rows. The paper says "negative L2 distance",
 * the authors' code squares it; `negL2Norm` does not.
 *
 * @param p Probabilities `[..., n, C]`.
 * @param q Probabilities `[..., m, C]`.
 * @returns `[..., n, m]`, never above 0.
 */
export function negL2(p: tf.Tensor, q: tf.Tensor): tf.Tensor {
  const squares = (x: tf.Tensor) => tf.sum(tf.square(x), -1);
  // 2 p.q - |p|^2 - |q|^2, which rounding may lift above 0.
  const distance = tf.sub(
    tf.sub(tf.mul(dot(p, q), 2), tf.expandDims(squares(p), -1)),
    tf.expandDims(squares(q), -2),
  );
  return tf.minimum(distance, 0);
}
