import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
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
    near(logDeterminant(M).value, values.map(logOfPivots), 1e-5);
    const inverse = tf.grad((x: tf.Tensor) => tf.sum(logDeterminant(x as tf.Tensor3D).value))(M);
    near(tf.matMul(inverse, M), [0, 1].flatMap(() => [...tf.eye(5).dataSync()]), 1e-4);
  });
});

Deno.test("logDeterminant() tells how many matrices are not positive definite, and what is no number is not one", async () => {
  const one = [[2, 0, 0], [0, 2, 0], [0, 0, 2]], none = [[1, 2, 0], [2, 1, 0], [0, 0, 1]];
  for (const name of ["cpu", "wasm"]) {
    await using _open = await (await backends.get(name)).open({});
    tf.tidy(() => {
      const mixed = logDeterminant(tf.tensor3d([none, one, none]));
      strictEqual(mixed.indefinite.dataSync()[0], 2);
      const [a, b] = mixed.value.dataSync();
      ok(Number.isNaN(a) && Math.abs(b - Math.log(8)) < 1e-6);
      const lost = [[NaN, 0, 0], [0, 1, 0], [0, 0, 1]];
      deepStrictEqual([...logDeterminant(tf.tensor3d([lost])).indefinite.dataSync()], [0]);
    });
  }
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
