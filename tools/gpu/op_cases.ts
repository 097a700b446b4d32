import { ops } from "../../backends/ops.ts";
import * as reference from "../../backends/reference.ts";
import type { tf } from "../../backends/tf.ts";
import type { Run } from "../../contracts/backend/compare.ts";
import { LOSS_OPS } from "../../contracts/backend/loss_ops.ts";

/** An op with its gradients, and the plain form that it is compared with. */
export interface OpCase {
  readonly name: string;
  readonly shapes: readonly number[][];
  readonly run: Run;
  readonly expected: Run;
}

type Form = typeof ops;

/** A training op in the backend's form and in the plain one. */
const training = (name: string, shapes: number[][], form: (ops: Form) => Run): OpCase => ({
  ...{ name, shapes, run: form(ops) },
  expected: form({ ...ops, ...reference } as Form),
});

const conv = (
  n: number,
  h: number,
  ci: number,
  co: number,
  k: number,
  stride: number,
  padding: number,
) =>
  training(`conv2d ${k}x${k}, stride ${stride}`, [[n, h, h, ci], [k, k, ci, co]], (f) => (x, w) => [
    f.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, { stride, padding }),
  ]);

const norm = (relu: boolean, added: boolean) =>
  training(
    `batchNorm${relu ? ", ReLU" : ""}${added ? ", shortcut" : ""}`,
    [[6, 5, 5, 16], [16], [16], ...added ? [[6, 5, 5, 16]] : []],
    (f) => (x, gamma, beta, residual) => {
      const { y, mean, variance } = f.batchNorm(
        ...[x as tf.Tensor4D, gamma as tf.Tensor1D, beta as tf.Tensor1D] as const,
        { epsilon: 1e-5, relu, residual: residual as tf.Tensor4D | undefined },
      );
      return [y, mean, variance];
    },
  );

const pool = (size: number, stride: number, padding: number) =>
  training(`maxPool ${size}, stride ${stride}`, [[2, 9, 9, 8]], (f) => (x) => [
    f.maxPool(x as tf.Tensor4D, { size, stride, padding }),
  ]);

/** What a GPU is asked: convolutions as networks have them, batch norm, pooling, and losses' ops. */
export const OP_CASES: readonly OpCase[] = [
  ...[conv(4, 12, 8, 16, 3, 1, 1), conv(4, 12, 8, 16, 3, 2, 1), conv(4, 12, 8, 16, 1, 2, 0)],
  ...[conv(2, 14, 3, 8, 7, 2, 3), conv(2, 9, 3, 5, 5, 3, 2)],
  ...[norm(false, false), norm(true, false), norm(true, true), norm(false, true)],
  ...[pool(2, 2, 0), pool(3, 2, 1)],
  training("globalAveragePool", [[3, 4, 4, 8]], (f) => (x) => [
    f.globalAveragePool(x as tf.Tensor4D),
  ]),
  training("dense", [[7, 33], [33, 10], [10]], (f) => (x, w, b) => [
    f.dense(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D),
  ]),
  ...Object.entries(LOSS_OPS).map(([name, run]) => ({
    ...{ name, run, expected: run },
    shapes: [[6, 5], [6, 5]].slice(0, run.length),
  })),
];
