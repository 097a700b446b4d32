import { ok } from "node:assert/strict";
import { backends } from "../../backends/mod.ts";
import { tf } from "../../backends/tf.ts";
import { logDeterminant } from "../../nn/log_determinant.ts";
import { near } from "./losses/near.ts";

await (await backends.get("cpu")).open({});

/** `[2, 5, 5]`, symmetric, and of eigenvalues of 2 at least. */
function matrices(): tf.Tensor3D {
  const roots = tf.tensor3d(Array.from({ length: 50 }, (_, i) => Math.sin(3 * i + 1)), [2, 5, 5]);
  return tf.add(tf.matMul(roots, roots, true), tf.mul(tf.eye(5), 2));
}

Deno.test("logDeterminant() is the logarithm of the product of the pivots, and its slope the inverse", () => {
  tf.tidy(() => {
    const M = matrices(), values = M.arraySync();
    near(logDeterminant(M), values.map(logOfPivots), 1e-5);
    const inverse = tf.grad((x: tf.Tensor) => tf.sum(logDeterminant(x as tf.Tensor3D)))(M);
    near(tf.matMul(inverse, M), [0, 1].flatMap(() => [...tf.eye(5).dataSync()]), 1e-4);
  });
});

Deno.test("logDeterminant() of a matrix that is not positive definite is no number", () => {
  tf.tidy(() => {
    const [value] = logDeterminant(tf.tensor3d([[[1, 2], [2, 1]]])).dataSync();
    ok(Number.isNaN(value));
  });
});

/** By Gauss's elimination. */
function logOfPivots(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let sum = 0;
  rows.forEach((pivot, i) => {
    sum += Math.log(pivot[i]);
    for (const row of rows.slice(i + 1)) {
      const factor = row[i] / pivot[i];
      pivot.forEach((value, c) => row[c] -= factor * value);
    }
  });
  return sum;
}
