import { ops } from "../../backends/ops.ts";
import * as reference from "../../backends/reference.ts";
import type { tf } from "../../backends/tf.ts";
import { compare, quieten, random, type Run } from "./compare.ts";
import { among, record, seed, whole } from "./draw.ts";
import type { Suite } from "./suite.ts";

const normalisation = record<{
  seed: number;
  n: number;
  h: number;
  w: number;
  c: number;
  relu: boolean;
  residual: boolean;
  shift: number;
}>({
  seed,
  n: whole(1, 5),
  h: whole(1, 7),
  w: whole(2, 7),
  c: among(1, 3, 4, 7, 8, 16, 20),
  relu: among(false, true),
  residual: among(false, true),
  shift: among(0, 5),
});

/** Batch norm, in training and in use. */
export function normalisationChecks(suite: Suite): void {
  suite.test("batchNorm() and its gradients agree with the reference", ({ name }) =>
    suite.sweep(40, normalisation, async ({ seed, n, h, w, c, relu, residual, shift }) => {
      const inputs = [
        random(seed, [n, h, w, c], shift),
        random(seed + 1, [c], 1),
        random(seed + 2, [c]),
        ...(residual ? [random(seed + 3, [n, h, w, c])] : []),
      ];
      const run =
        (form: typeof ops.batchNorm, relu: boolean): Run => (x, gamma, beta, residual) => {
          const { y, mean, variance } = form(
            x as tf.Tensor4D,
            gamma as tf.Tensor1D,
            beta as tf.Tensor1D,
            { epsilon: 1e-5, relu, residual: residual as tf.Tensor4D | undefined },
          );
          return [y, mean, variance];
        };
      const dy = random(seed + 4, [n, h, w, c]).values;
      if (relu) await quieten(dy, run(reference.batchNorm, false), inputs);
      await compare(name, run(ops.batchNorm, relu), run(reference.batchNorm, relu), inputs, dy);
    }));

  suite.test("batchNormInference() and its gradients agree with the reference", ({ name }) =>
    suite.sweep(20, normalisation, async ({ seed, n, h, w, c, relu, residual, shift }) => {
      const inputs = [
        random(seed, [n, h, w, c], shift),
        ...[random(seed + 1, [c], 1), random(seed + 2, [c]), random(seed + 3, [c])],
        { shape: [c], values: random(seed + 4, [c]).values.map((v) => 0.5 + v * v) },
        ...(residual ? [random(seed + 5, [n, h, w, c])] : []),
      ];
      const run =
        (form: typeof ops.batchNormInference, relu: boolean): Run =>
        (x, gamma, beta, mean, variance, residual) => [
          form(
            x as tf.Tensor4D,
            gamma as tf.Tensor1D,
            beta as tf.Tensor1D,
            mean as tf.Tensor1D,
            variance as tf.Tensor1D,
            { epsilon: 1e-5, relu, residual: residual as tf.Tensor4D | undefined },
          ),
        ];
      const dy = random(seed + 6, [n, h, w, c]).values;
      if (relu) await quieten(dy, run(reference.batchNormInference, false), inputs);
      const expected = run(reference.batchNormInference, relu);
      await compare(name, run(ops.batchNormInference, relu), expected, inputs, dy);
    }));
}
