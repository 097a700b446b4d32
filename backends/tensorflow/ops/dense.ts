import type { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { op } from "./op.ts";

/** A product in the precision of the backend, given back in float32. */
function product(b: TensorFlowBackend, x: Info, y: Info, turnX: boolean, turnY: boolean): Info {
  const [left, right] = [b.low(x), b.low(y)];
  const z = b.one("MatMul", [left.value, right.value], { transpose_a: turnX, transpose_b: turnY });
  left.done();
  right.done();
  return b.full(z);
}

const forward = op("Dense", {
  kernel(b, { x, weights, bias }) {
    const z = product(b, x, weights, false, false);
    return b.instead(z, b.one("BiasAdd", [z, bias], { data_format: "NHWC" }));
  },
  saveInputs: ["x", "weights"],
  gradient: (dy, [x, weights]) => ({
    x: () => inputGradient({ dy, weights }, {})[0],
    weights: () => weightGradient({ x, dy }, {})[0],
    bias: () => biasGradient({ dy }, {})[0],
  }),
});

const inputGradient = op("DenseInputGradient", {
  kernel: (b, { dy, weights }) => product(b, dy, weights, false, true),
});

const weightGradient = op("DenseWeightGradient", {
  kernel: (b, { x, dy }) => product(b, x, dy, true, false),
});

const biasGradient = op("DenseBiasGradient", {
  kernel: (b, { dy }) => b.one("BiasAddGrad", [dy], { data_format: "NHWC" }),
});

export const ops = [forward, inputGradient, weightGradient, biasGradient];

/** `dense` of the training ops. */
export function dense(x: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return forward({ x, weights, bias }, {})[0] as tf.Tensor2D;
}
