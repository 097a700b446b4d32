import * as reference from "../../inference_ops.ts";
import type { tf } from "../../tf.ts";
import { split } from "../split.ts";
import { kernel } from "./register.ts";

interface Attributes {
  readonly stride: number;
}

const forward = kernel<Attributes>("CrlcDepthwise", (b, { x, filter, bias }, { stride }) => {
  const [n, h, w, c] = x.shape, [kh, kw] = filter.shape;
  const ho = Math.ceil(h / stride), wo = Math.ceil(w / stride);
  const [top] = reference.samePadding(kh, stride, h), [left] = reference.samePadding(kw, stride, w);
  const y = b.make([n, ho, wo, c]);
  const parts = split(b.pool.threads, n * ho, n * ho * wo * c * kh * kw, 4);
  const tensors = [x, filter, bias, y].map((tensor) => b.at(tensor));
  b.run("depthwise", parts, ...tensors, n, h, w, c, ho, wo, kh, kw, stride, top, left);
  return y;
});

export const kernels = [forward];

/** `depthwiseRelu6` of the inference ops. */
export function depthwiseRelu6(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  stride: 1 | 2,
): tf.Tensor4D {
  const isPlain = x.size > 0 && x.shape[3] % 4 === 0;
  return isPlain
    ? forward({ x, filter, bias }, { stride }) as tf.Tensor4D
    : reference.reference.depthwiseRelu6(x, filter, bias, stride);
}
