import { ops } from "../../backends/ops.ts";
import { tf } from "../../backends/tf.ts";

const t4 = (...shape: [number, number, number, number]) => tf.ones<tf.Rank.R4>(shape);
const t2 = (...shape: [number, number]) => tf.ones<tf.Rank.R2>(shape);
const t1 = (size: number) => tf.ones<tf.Rank.R1>([size]);
const rule = { momentum: 0, weightDecay: 0, nesterov: false };
const norm = { epsilon: 1e-5, relu: false };

/** Calls that no backend may answer, with what they are told. */
export const REFUSED: Readonly<Record<string, readonly [() => unknown, RegExp]>> = {
  "channels that differ": [
    () => ops.conv2d(t4(1, 4, 4, 3), t4(3, 3, 5, 2), { stride: 1, padding: 1 }),
    /^Cannot convolve: the filter must have as many input channels as the images, and it has 5 of 3$/,
  ],
  "a filter larger than the image": [
    () => ops.conv2d(t4(1, 4, 9, 3), t4(7, 7, 3, 2), { stride: 1, padding: 1 }),
    /^Cannot convolve: a window must fit into the padded image, and 7x7 does not fit into 6x11$/,
  ],
  "a stride of nothing": [
    () => ops.conv2d(t4(1, 4, 4, 3), t4(3, 3, 3, 2), { stride: 0, padding: 1 }),
    /^Cannot convolve: the stride must be a whole number from 1 on, and is 0$/,
  ],
  "a filter of whole numbers": [
    () => ops.conv2d(t4(1, 4, 4, 3), tf.ones([3, 3, 3, 2], "int32"), { stride: 1, padding: 1 }),
    /^Cannot convolve: filter must be of type float32, and is int32; /,
  ],
  "a window larger than the image": [
    () => ops.maxPool(t4(1, 2, 2, 3), { size: 5, stride: 1, padding: 1 }),
    /^Cannot pool: a window must fit into the padded image, and 5x5 does not fit into 4x4$/,
  ],
  "a window that may be all padding": [
    () => ops.maxPool(t4(1, 2, 2, 1), { size: 1, stride: 1, padding: 1 }),
    /^Cannot pool: padding must be at most half of the window, and is 1 of 1$/,
  ],
  "more padding than half of the window": [
    () => ops.maxPool(t4(1, 8, 8, 1), { size: 3, stride: 2, padding: 2 }),
    /^Cannot pool: padding must be at most half of the window, and is 2 of 3$/,
  ],
  "a scale for other channels": [
    () => ops.batchNorm(t4(2, 4, 4, 3), t1(2), t1(3), norm),
    /^Cannot normalise: gamma must have shape \[3\], and has \[2\]$/,
  ],
  "a shortcut of another size": [
    () => ops.batchNorm(t4(2, 4, 4, 3), t1(3), t1(3), { ...norm, residual: t4(2, 2, 2, 3) }),
    /^Cannot normalise: residual must have shape \[2,4,4,3\], and has \[2,2,2,3\]$/,
  ],
  "statistics of other channels": [
    () => ops.batchNormInference(t4(2, 4, 4, 3), t1(3), t1(3), t1(3), t1(4), norm),
    /^Cannot normalise: variance must have shape \[3\], and has \[4\]$/,
  ],
  "images without channels": [
    () => ops.globalAveragePool(t2(4, 4) as unknown as tf.Tensor4D),
    /^Cannot pool: x must have shape \[any,any,any,any\], and has \[4,4\]$/,
  ],
  "weights of another depth": [
    () => ops.dense(t2(4, 3), t2(5, 2), t1(2)),
    /^Cannot multiply: weights must have shape \[3,any\], and has \[5,2\]$/,
  ],
  "a gradient of another shape": [
    () => ops.sgd(t2(4, 3), t2(3, 4), undefined, { ...rule, learningRate: tf.scalar(1) }),
    /^Cannot take a step: gradient must have shape \[4,3\], and has \[3,4\]$/,
  ],
  "an average of two shapes": [
    () => ops.weightedSum(t1(3), t1(1), 0.5, 0.5),
    /^Cannot add: b must have shape \[3\], and has \[1\]$/,
  ],
};
