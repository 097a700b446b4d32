import { ops } from "../../backends/ops.ts";
import * as reference from "../../backends/reference.ts";
import { tf } from "../../backends/tf.ts";
import { compare, random, type Run } from "./compare.ts";
import { among, record, seed } from "./draw.ts";
import type { Suite } from "./suite.ts";

const extent = among(1, 2, 5, 10, 16, 33, 64);

/** Products of matrices. */
export function productChecks(suite: Suite): void {
  suite.test("dense() and its gradients agree with the reference", ({ name }) =>
    suite.sweep(
      25,
      record({ seed, n: extent, d: extent, o: extent }),
      ({ seed, n, d, o }) =>
        compare(
          name,
          (x, w, b) => [ops.dense(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D)],
          (x, w, b) => [reference.dense(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D)],
          [random(seed, [n, d]), random(seed + 1, [d, o]), random(seed + 2, [o])],
          random(seed + 3, [n, o]).values,
        ),
    ));

  suite.test("tf.matMul() and its gradients agree with cpu, transposed, in batches and broadcast", ({ name }) =>
    suite.sweep(
      40,
      record({
        ...{ seed, m: extent, n: extent, k: extent },
        ...{ transposeA: among(false, true), transposeB: among(false, true) },
        outer: among<[number[], number[]]>(
          ...[[[], []], [[3], [3]], [[2, 3], [2, 3]], [[3], [1]], [[1], [4]]] as [
            number[],
            number[],
          ][],
        ),
      }),
      ({ seed, m, n, k, transposeA, transposeB, outer }) => {
        const run: Run = (a, b) => [tf.matMul(a, b, transposeA, transposeB)];
        // tfjs has no gradient for a broadcast product
        const same = outer[0].join() === outer[1].join();
        return compare(
          name,
          run,
          run,
          [
            random(seed, [...outer[0], ...(transposeA ? [k, m] : [m, k])]),
            random(seed + 1, [...outer[1], ...(transposeB ? [n, k] : [k, n])]),
          ],
          same ? random(seed + 2, [...outer[0], m, n]).values : undefined,
        );
      },
    ));
}
