import type { tf } from "../../tf.ts";
import type { Info, XlaBackend } from "../backend.ts";
import { plus } from "../hlo/elementwise.ts";
import { dot } from "../hlo/products.ts";
import { reduce } from "../hlo/windows.ts";
import { op } from "./op.ts";

/** A product in the precision of the backend, summed in float32. */
const product = (b: XlaBackend, x: Info, y: Info, contract: readonly [number, number]) =>
  dot(b.low(x), b.low(y), { batch: 0, contract, element: "f32", exact: b.exact });

const ofInputs = op("DenseInputGradient", {
  kernel: (b, { dy, weights }) => product(b, dy, weights, [1, 1]),
});

const ofWeights = op("DenseWeightGradient", {
  kernel: (b, { x, dy }) => product(b, x, dy, [0, 0]),
});

const ofBias = op("DenseBiasGradient", {
  kernel: (b, { dy }) => reduce("add", b.full(dy), [0]),
});

const run = op("Dense", {
  kernel: (b, { x, weights, bias }) => plus(product(b, x, weights, [1, 0]), b.full(bias)),
  saveInputs: ["x", "weights"],
  gradient: (dy, [x, weights]) => ({
    x: () => ofInputs({ dy, weights }, {})[0],
    weights: () => ofWeights({ x, dy }, {})[0],
    bias: () => ofBias({ dy }, {})[0],
  }),
});

export const ops = [run, ofInputs, ofWeights, ofBias];

/** `dense` of the training ops. */
export function dense(x: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return run({ x, weights, bias }, {})[0] as tf.Tensor2D;
}
