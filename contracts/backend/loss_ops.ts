import { tf } from "../../backends/tf.ts";
import { random, type Run } from "./compare.ts";

const random3 = () => tf.tensor(random(9, [6, 5]).values, [6, 5]);

/** The tfjs ops that losses are made of, on one or two tensors `[6, 5]`. */
export const LOSS_OPS: Record<string, Run> = {
  softmax: (a) => [tf.softmax(a)],
  logSoftmax: (a) => [tf.logSoftmax(a)],
  logSumExp: (a) => [tf.logSumExp(a, 1)],
  log: (a) => [tf.log(tf.add(tf.square(a), 0.1))],
  exp: (a) => [tf.exp(a)],
  sqrt: (a) => [tf.sqrt(tf.add(tf.square(a), 0.1))],
  divide: (a, b) => [tf.div(a, tf.add(tf.square(b), 1))],
  "divide by a column": (a, b) => [tf.div(a, tf.add(tf.sum(tf.square(b), 1, true), 1))],
  multiply: (a, b) => [tf.mul(a, b)],
  subtract: (a, b) => [tf.sub(a, b)],
  "add a row": (a, b) => [tf.add(a, tf.mean(b, 0))],
  sum: (a) => [tf.sum(a, 1)],
  mean: (a) => [tf.mean(a, 0)],
  max: (a) => [tf.max(a, 1)],
  relu: (a) => [tf.relu(a)],
  abs: (a) => [tf.abs(a)],
  clip: (a) => [tf.clipByValue(a, -0.5, 0.5)],
  maximum: (a, b) => [tf.maximum(a, b)],
  minimum: (a, b) => [tf.minimum(a, b)],
  transpose: (a) => [tf.transpose(a)],
  "transpose of rank 3": (a) => [tf.transpose(tf.reshape(a, [2, 3, 5]), [1, 0, 2])],
  concat: (a, b) => [tf.concat([a, b], 0)],
  stack: (a, b) => [tf.stack([a, b])],
  slice: (a) => [tf.slice(a, [1, 0], [3, 4])],
  split: (a) => [tf.mul(...tf.split(a, 2, 0) as [tf.Tensor, tf.Tensor])],
  reshape: (a) => [tf.reshape(a, [5, 6])],
  tile: (a) => [tf.tile(a, [2, 1])],
  gather: (a) => [tf.gather(a, tf.tensor1d([0, 2, 2], "int32"))],
  select: (a, b) => [tf.where(tf.greater(random3(), 0), a, b)],
  tanh: (a) => [tf.tanh(a)],
  sigmoid: (a) => [tf.sigmoid(a)],
  softplus: (a) => [tf.softplus(a)],
  pow: (a) => [tf.pow(tf.add(tf.abs(a), 0.1), 3)],
  rsqrt: (a) => [tf.rsqrt(tf.add(tf.square(a), 0.1))],
};
