import { ops } from "../backends/ops.ts";
import type { tf } from "../backends/tf.ts";

/** The next value of a moving average: `beta old + (1 - beta) value`, of two tensors of one shape. */
export const blend = (old: tf.Tensor, value: tf.Tensor, beta: number): tf.Tensor =>
  ops.weightedSum(old, value, beta, 1 - beta);
