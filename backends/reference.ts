/**
 * The training ops in plain TensorFlow.js, with its own gradients: what every faster form is
 * compared with.
 *
 * @module
 */
import { tf } from "./tf.ts";
import type { Convolution, Normalisation, Normalised, Pooling, SgdRule } from "./training_ops.ts";

/** Puts `padding` rows and columns of `value` around every image. */
function pad(x: tf.Tensor4D, padding: number, value = 0): tf.Tensor4D {
  const side: [number, number] = [padding, padding];
  return padding === 0 ? x : tf.pad(x, [[0, 0], side, side, [0, 0]], value);
}

export function conv2d(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  { stride, padding }: Convolution,
): tf.Tensor4D {
  return tf.conv2d(pad(x, padding), filter, stride, "valid");
}

export function batchNorm(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  options: Normalisation,
): Normalised {
  const mean = tf.mean(x, [0, 1, 2]) as tf.Tensor1D;
  const variance = tf.mean(tf.square(tf.sub(x, mean)), [0, 1, 2]) as tf.Tensor1D;
  return { y: batchNormInference(x, gamma, beta, mean, variance, options), mean, variance };
}

export function batchNormInference(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  mean: tf.Tensor1D,
  variance: tf.Tensor1D,
  { epsilon, relu, residual }: Normalisation,
): tf.Tensor4D {
  const scale = tf.div(gamma, tf.sqrt(tf.add(variance, epsilon)));
  let y = tf.add(tf.mul(tf.sub(x, mean), scale), beta);
  if (residual) y = tf.add(y, residual);
  return (relu ? tf.relu(y) : y) as tf.Tensor4D;
}

export function maxPool(x: tf.Tensor4D, { size, stride, padding }: Pooling): tf.Tensor4D {
  const largest = (x: tf.Tensor4D, below: number) =>
    tf.maxPool(pad(x, padding, below), size, stride, "valid");
  // tfjs looks past what is not a number
  const unknown = largest(tf.cast(tf.isNaN(x), "float32"), 0);
  const y = largest(x, -Infinity);
  return tf.where(tf.cast(unknown, "bool"), NaN, y) as tf.Tensor4D;
}

export function globalAveragePool(x: tf.Tensor4D): tf.Tensor2D {
  return tf.mean(x, [1, 2]);
}

export function dense(x: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return tf.add(tf.matMul(x, weights), bias);
}

/** Of one rank. */
export const gatherRows = (x: tf.Tensor): tf.Tensor => x;
/** Of one rank. */
export const sumRanks = (x: tf.Tensor): tf.Tensor => x;

export function sgd(
  weight: tf.Tensor,
  gradient: tf.Tensor,
  velocity: tf.Tensor | undefined,
  { learningRate, momentum, weightDecay, nesterov }: SgdRule,
): { weight: tf.Tensor; velocity?: tf.Tensor } {
  const g = weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(weight, weightDecay));
  if (velocity === undefined) return { weight: tf.sub(weight, tf.mul(g, learningRate)) };
  const v = tf.add(tf.mul(velocity, momentum), g);
  const direction = nesterov ? tf.add(g, tf.mul(v, momentum)) : v;
  return { weight: tf.sub(weight, tf.mul(direction, learningRate)), velocity: v };
}

/** Plain {@link TrainingOps.weightedSum}. */
export const weightedSum = (a: tf.Tensor, b: tf.Tensor, ofA: number, ofB: number): tf.Tensor =>
  tf.add(tf.mul(a, ofA), tf.mul(b, ofB));
