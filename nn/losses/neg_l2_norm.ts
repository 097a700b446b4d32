import { tf } from "../../backends/tf.ts";
import { columnPairs } from "./column_pairs.ts";

/**
 * `f(p, q) = -sqrt(sum_c (p_c - q_c)^2)` for all pairs of rows: the paper's words "negative L2
 * distance" taken literally. Equal rows get gradient 0, where the root has none.
 *
 * The squares are summed cluster by cluster: `|p|^2 + |q|^2 - 2 p.q` would lose near-equal rows
 * to rounding, and one tensor `[n, m, C]` would be too large.
 *
 * @param p Probabilities `[..., n, C]`.
 * @param q Probabilities `[..., m, C]`.
 * @returns `[..., n, m]`, never above 0.
 */
export function negL2Norm(p: tf.Tensor, q: tf.Tensor): tf.Tensor {
  return differentiable(p, q);
}

const differentiable = tf.customGrad((...args) => {
  const [p, q, save] = args as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
  const squares = columnPairs(p, q).map((pair) => () => tf.squaredDifference(...pair));
  const distance = tf.sqrt(
    squares.slice(1).reduce((sum, next) => tf.tidy(() => tf.add(sum, next())), squares[0]()),
  );
  save([p, q, distance]);
  return {
    value: tf.neg(distance),
    gradFunc: (dy, saved) => {
      const [p, q, distance] = saved;
      const weight = tf.divNoNan(dy as tf.Tensor, distance);
      const pull = (own: tf.Tensor, other: tf.Tensor, transposed: boolean) =>
        tf.sub(
          tf.matMul(weight, other, transposed),
          tf.mul(own, tf.expandDims(tf.sum(weight, transposed ? -2 : -1), -1)),
        );
      return [pull(p, q, false), pull(q, p, true)];
    },
  };
});
