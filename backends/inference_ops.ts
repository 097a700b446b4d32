import { ops } from "./ops.ts";
import { tf } from "./tf.ts";

/**
 * Ops of networks that others have trained, which are only predicted with: no gradient. A backend may
 * carry faster forms; `reference` is what they are compared with.
 */
export interface InferenceOps {
  /** `min(max(x weights + bias, 0), 6)`, `x [n,d]`, `weights [d,o]`, `bias [o]`. */
  denseRelu6(x: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D;
  /**
   * Every channel convolved with a filter of its own under TensorFlow's "same" padding, with bias and
   * ReLU6: `x [n,h,w,c]`, `filter [kh,kw,c,1]`, `bias [c]` to `[n,h/stride,w/stride,c]`, rounded up.
   */
  depthwiseRelu6(
    x: tf.Tensor4D,
    filter: tf.Tensor4D,
    bias: tf.Tensor1D,
    stride: 1 | 2,
  ): tf.Tensor4D;
}

/** Zeros before and after a side under TensorFlow's "same": the odd one is at the end. */
export function samePadding(size: number, stride: number, side: number): [number, number] {
  const whole = Math.max((Math.ceil(side / stride) - 1) * stride + size - side, 0);
  return [whole >> 1, whole - (whole >> 1)];
}

/** The inference ops in plain TensorFlow.js. */
export const reference: InferenceOps = {
  denseRelu6: (x, weights, bias) => tf.relu6(ops.dense(x, weights, bias)),
  depthwiseRelu6: (x, filter, bias, stride) =>
    tf.relu6(tf.add(tf.depthwiseConv2d(x, filter, stride, "same"), bias)) as tf.Tensor4D,
};

function form<Name extends keyof InferenceOps>(name: Name): InferenceOps[Name] {
  const { inferenceOps } = tf.backend() as { inferenceOps?: InferenceOps };
  return (inferenceOps ?? reference)[name];
}

/** The inference ops in the form of the active backend. */
export const inferenceOps: InferenceOps = {
  denseRelu6: (...args) => form("denseRelu6")(...args),
  depthwiseRelu6: (...args) => form("depthwiseRelu6")(...args),
};
