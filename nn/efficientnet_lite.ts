import { inferenceOps, samePadding } from "../backends/inference_ops.ts";
import { ops } from "../backends/ops.ts";
import { tf } from "../backends/tf.ts";
import { constant, heNormalFanOut } from "./initialisers.ts";
import type { Scope } from "./scope.ts";

/** A block: a wider 1x1 convolution (unless `expand` is 1), one of each channel alone, a narrower one. */
export interface LiteBlock {
  /** Height and width of the middle convolution, odd. */
  readonly size: number;
  readonly stride: 1 | 2;
  /** Channels between, for each channel that comes in. */
  readonly expand: number;
  /** Channels that come out. */
  readonly channels: number;
}

/** An EfficientNet-Lite, spelt out. */
export interface EfficientNetLite {
  readonly stem: number;
  readonly blocks: readonly LiteBlock[];
  /** Channels of the last convolution, and so numbers of a feature. */
  readonly features: number;
}

function padded(x: tf.Tensor4D, size: number, stride: number): tf.Tensor4D {
  const [rows, columns] = [x.shape[1], x.shape[2]].map((side) => samePadding(size, stride, side));
  return [...rows, ...columns].some((zeros) => zeros > 0)
    ? tf.pad(x, [[0, 0], rows, columns, [0, 0]])
    : x;
}

const bias = (scope: Scope, channels: number) =>
  scope.weight<tf.Rank.R1>("bias", [channels], constant(0));

/** A 1x1 convolution with bias, as a product of matrices, and its ReLU6 where it has one. */
function pointwise(scope: Scope, x: tf.Tensor4D, channels: number, relu6: boolean): tf.Tensor4D {
  const [n, height, width, from] = x.shape;
  const kernel = scope.weight<tf.Rank.R2>("kernel", [from, channels], heNormalFanOut);
  const rows = tf.reshape(x, [n * height * width, from]) as tf.Tensor2D;
  const product = relu6 ? inferenceOps.denseRelu6 : ops.dense;
  return tf.reshape(product(rows, kernel, bias(scope, channels)), [n, height, width, channels]);
}

function mobileBlock(scope: Scope, x: tf.Tensor4D, { size, stride, expand, channels }: LiteBlock) {
  const between = x.shape[3] * expand;
  const wide = expand === 1 ? x : pointwise(scope.child("expand"), x, between, true);
  const depth = scope.child("depthwise");
  const kernel = depth.weight<tf.Rank.R4>("kernel", [size, size, between, 1], heNormalFanOut);
  const y = inferenceOps.depthwiseRelu6(wide, kernel, bias(depth, between), stride);
  const narrow = pointwise(scope.child("project"), y, channels, false);
  return stride === 1 && x.shape[3] === channels ? tf.add(narrow, x) as tf.Tensor4D : narrow;
}

/**
 * An EfficientNet-Lite up to its global average pool, each batch norm being part of the convolution
 * before it: for prediction with weights that are there, not for training.
 *
 * @param images `[n, height, width, 3]`, normalised.
 * @returns Features `[n, features]`.
 */
export function efficientNetLite(
  scope: Scope,
  images: tf.Tensor4D,
  { stem, blocks, features }: EfficientNetLite,
): tf.Tensor2D {
  const first = scope.child("stem");
  const kernel = first.weight<tf.Rank.R4>("kernel", [3, 3, images.shape[3], stem], heNormalFanOut);
  const y = ops.conv2d(padded(images, 3, 2), kernel, { stride: 2, padding: 0 });
  let x = tf.relu6(tf.add(y, bias(first, stem))) as tf.Tensor4D;
  blocks.forEach((block, i) => x = mobileBlock(scope.child(`block${i + 1}`), x, block));
  return ops.globalAveragePool(pointwise(scope.child("head"), x, features, true));
}
