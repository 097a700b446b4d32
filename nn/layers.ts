/**
 * Layers: each takes the scope that holds its numbers, and its input.
 *
 * @module
 */
import { ops } from "../backends/ops.ts";
import type { tf } from "../backends/tf.ts";
import { constant, heNormalFanOut, heUniformFanIn } from "./initialisers.ts";
import { runningStatistics } from "./running_statistics.ts";
import type { Initialiser, Scope } from "./scope.ts";

/** Added to the variance before its root is taken: PyTorch's default. */
export const BATCH_NORM_EPSILON = 1e-5;

/** Convolution without bias: `[n,h,w,c]` to `[n,h',w',channels]`. */
export function convolution(
  scope: Scope,
  x: tf.Tensor4D,
  { channels, size, stride = 1, padding = (size - 1) / 2 }: {
    channels: number;
    size: number;
    stride?: number;
    padding?: number;
  },
): tf.Tensor4D {
  const shape = [size, size, x.shape[3], channels];
  const kernel = scope.weight<tf.Rank.R4>("kernel", shape, heNormalFanOut);
  return ops.conv2d(x, kernel, { stride, padding });
}

/**
 * Batch norm, the shortcut of a residual block and ReLU in one. In training the statistics are
 * those of this batch, and the running ones are renewed once a call: twice a step where two views
 * pass one after the other (docs/method.md 2).
 *
 * @param options `share`: of the new batch in the running statistics; .1 where absent.
 */
export function batchNorm(
  scope: Scope,
  x: tf.Tensor4D,
  { relu, residual, share }: { relu: boolean; residual?: tf.Tensor4D; share?: number },
): tf.Tensor4D {
  const channels = [x.shape[3]];
  const gamma = scope.weight<tf.Rank.R1>("gamma", channels, constant(1));
  const beta = scope.weight<tf.Rank.R1>("beta", channels, constant(0));
  const mean = scope.buffer<tf.Rank.R1>("mean", channels, constant(0));
  const variance = scope.buffer<tf.Rank.R1>("variance", channels, constant(1));
  const options = { epsilon: BATCH_NORM_EPSILON, relu, residual, everyRank: scope.ranks > 1 };
  if (!scope.training) return ops.batchNormInference(x, gamma, beta, mean, variance, options);
  const normalised = ops.batchNorm(x, gamma, beta, options);
  const count = x.size / x.shape[3] * scope.ranks;
  const running = runningStatistics({ mean, variance }, normalised, count, share);
  scope.update("mean", running.mean);
  scope.update("variance", running.variance);
  return normalised.y;
}

/** Fully connected layer with bias: `[n,d]` to `[n,width]`. Biases start at 0. */
export function linear(
  scope: Scope,
  x: tf.Tensor2D,
  width: number,
  initialiser: Initialiser = heUniformFanIn,
): tf.Tensor2D {
  const kernel = scope.weight<tf.Rank.R2>("kernel", [x.shape[1], width], initialiser);
  const bias = scope.weight<tf.Rank.R1>("bias", [width], constant(0));
  return ops.dense(x, kernel, bias);
}
