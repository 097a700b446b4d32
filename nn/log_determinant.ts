import { tf } from "../backends/tf.ts";

/**
 * `log det M` of symmetric positive definite matrices, by Cholesky's decomposition, block by block:
 * half of the rows first, then what is left of the others. Its gradient is the inverse.
 *
 * @param matrices `[k, n, n]`.
 * @returns `value` `[k]`, NaN for a matrix that is not positive definite; `indefinite`, how many are
 *   not, a scalar without a gradient: a loss hands it on, so that a run ends with what is the matter.
 *
 * @example
 * ```ts
 * import { logDeterminant, tf } from "@crlc/crlc/nn";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await tf.setBackend("cpu");
 * const { value, indefinite } = logDeterminant(tf.tensor3d([[[2, 0], [0, 8]], [[1, 2], [2, 1]]]));
 * deepStrictEqual([...value.dataSync()], [Math.fround(Math.log(16)), NaN]);
 * deepStrictEqual([...indefinite.dataSync()], [1]);
 * ```
 */
export function logDeterminant(
  matrices: tf.Tensor3D,
): { value: tf.Tensor1D; indefinite: tf.Scalar } {
  const differentiable = tf.customGrad((...args) => {
    const [M, save] = args as [tf.Tensor3D, tf.GradSaveFunc];
    const { both, inverse } = tf.tidy(() => {
      const { half, factor, below } = decompose(M);
      const both = tf.stack([tf.mul(half, 2), tf.cast(tf.greater(below, 0), "float32")]);
      return { both, inverse: tf.matMul(factor, factor, true) };
    });
    save([inverse]);
    return {
      value: both,
      gradFunc: (dy, saved) => {
        const slope = tf.slice(dy as tf.Tensor2D, [0, 0], [1, M.shape[0]]);
        return tf.mul(tf.reshape(slope, [-1, 1, 1]), saved[0]);
      },
    };
  });
  const both = differentiable(matrices) as tf.Tensor2D, k = matrices.shape[0];
  const row = (at: number) => tf.reshape(tf.slice(both, [at, 0], [1, k]), [k]) as tf.Tensor1D;
  return { value: row(0), indefinite: tf.sum(row(1)) };
}

/**
 * Half of the logarithm of the determinant `[k]`, the inverse of Cholesky's factor, and how many
 * pivots are 0 or below `[k]`; those after the first such one are NaN and not counted.
 */
function decompose(
  M: tf.Tensor3D,
): { half: tf.Tensor; factor: tf.Tensor3D; below: tf.Tensor } {
  const [k, n] = M.shape;
  if (n === 1) {
    const root = tf.sqrt(M);
    const below = tf.reshape(tf.cast(tf.lessEqual(M, 0), "float32"), [k]);
    return { half: tf.reshape(tf.log(root), [k]), factor: tf.div(1, root), below };
  }
  const first = Math.floor(n / 2), rest = n - first;
  const block = (row: number, column: number, rows: number, columns: number) =>
    tf.slice(M, [0, row, column], [k, rows, columns]);
  const upper = decompose(block(0, 0, first, first));
  // L21 = M21 L11^-T, and what is left for L22: M22 - L21 L21^T.
  const corner = tf.matMul(block(first, 0, rest, first), upper.factor, false, true);
  const left = tf.sub(block(first, first, rest, rest), tf.matMul(corner, corner, false, true));
  const lower = decompose(left as tf.Tensor3D);
  const inverse = tf.neg(tf.matMul(lower.factor, tf.matMul(corner, upper.factor)));
  const factor = tf.concat([
    tf.concat([upper.factor, tf.zeros<tf.Rank.R3>([k, first, rest])], 2),
    tf.concat([inverse as tf.Tensor3D, lower.factor], 2),
  ], 1);
  return {
    half: tf.add(upper.half, lower.half),
    factor,
    below: tf.add(upper.below, lower.below),
  };
}
