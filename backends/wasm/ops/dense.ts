import { tf } from "../../tf.ts";
import { kernel } from "./register.ts";
import { multiply } from "./mat_mul.ts";

interface Attributes {
  readonly relu6?: boolean;
}

const forward = kernel<Attributes>("CrlcDense", (backend, { x, weights, bias }, { relu6 }) => {
  const [m, k] = x.shape, n = weights.shape[1], c = backend.make([m, n]);
  multiply(backend, {
    ...{ a: backend.at(x), b: backend.at(weights), bias: backend.at(bias), c: backend.at(c) },
    ...{ m, n, k, transposeA: false, transposeB: false, relu6 },
  });
  return c;
});

const columnSums = kernel("CrlcColumnSums", (backend, { x }) => {
  const [rows, columns] = x.shape, out = backend.make([columns]);
  backend.run("columnSums", 1, backend.at(x), backend.at(out), rows, columns);
  return out;
});

const denseGradient: tf.GradConfig = {
  kernelName: "CrlcDense",
  inputsToSave: ["x", "weights"],
  gradFunc: (dy, [x, weights]) => {
    const d = dy as tf.Tensor2D;
    return {
      x: () => tf.matMul(d, weights as tf.Tensor2D, false, true),
      weights: () => tf.matMul(x as tf.Tensor2D, d, true, false),
      bias: () => columnSums({ x: d }, {}) as tf.Tensor,
    };
  },
};

export const kernels = [forward, columnSums];
export const gradients = [denseGradient];

/** `dense` of the training ops on own kernels. */
export function dense(x: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return forward({ x, weights, bias }, {}) as tf.Tensor2D;
}

/** `denseRelu6` of the inference ops. */
export function denseRelu6(x: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return forward({ x, weights, bias }, { relu6: true }) as tf.Tensor2D;
}
