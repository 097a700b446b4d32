import { tf } from "../backends/tf.ts";

/**
 * `log det M` of symmetric positive definite matrices, by Cholesky's decomposition, block by block:
 * half of the rows first, then what is left of the others. Its gradient is the inverse.
 *
 * A matrix that is not positive definite gives NaN, with which a run ends by `NON_FINITE_LOSS`,
 * which names the term and the step.
 *
 * @param matrices `[k, n, n]`.
 * @returns `[k]`.
 */
export function logDeterminant(matrices: tf.Tensor3D): tf.Tensor1D {
  const differentiable = tf.customGrad((...args) => {
    const [M, save] = args as [tf.Tensor3D, tf.GradSaveFunc];
    const { value, inverse } = tf.tidy(() => {
      const { half, factor } = decompose(M);
      return { value: tf.mul(half, 2), inverse: tf.matMul(factor, factor, true) };
    });
    save([inverse]);
    return {
      value,
      gradFunc: (dy, saved) => tf.mul(tf.reshape(dy as tf.Tensor, [-1, 1, 1]), saved[0]),
    };
  });
  return differentiable(matrices) as tf.Tensor1D;
}

/** Half of the logarithm of the determinant `[k]`, and the inverse of Cholesky's factor. */
function decompose(M: tf.Tensor3D): { half: tf.Tensor; factor: tf.Tensor3D } {
  const [k, n] = M.shape;
  if (n === 1) {
    const root = tf.sqrt(M);
    return { half: tf.reshape(tf.log(root), [k]), factor: tf.div(1, root) };
  }
  const first = Math.floor(n / 2), rest = n - first;
  const block = (row: number, column: number, rows: number, columns: number) =>
    tf.slice(M, [0, row, column], [k, rows, columns]);
  const upper = decompose(block(0, 0, first, first));
  // L21 = M21 L11^-T, and what is left for L22: M22 - L21 L21^T.
  const below = tf.matMul(block(first, 0, rest, first), upper.factor, false, true);
  const left = tf.sub(block(first, first, rest, rest), tf.matMul(below, below, false, true));
  const lower = decompose(left as tf.Tensor3D);
  const corner = tf.neg(tf.matMul(lower.factor, tf.matMul(below, upper.factor)));
  const factor = tf.concat([
    tf.concat([upper.factor, tf.zeros<tf.Rank.R3>([k, first, rest])], 2),
    tf.concat([corner as tf.Tensor3D, lower.factor], 2),
  ], 1);
  return { half: tf.add(upper.half, lower.half), factor };
}
