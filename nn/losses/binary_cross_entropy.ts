import { tf } from "../../backends/tf.ts";

/**
 * `-(t log p + (1 - t) log(1 - p))`, number by number.
 *
 * @param p Probabilities, of any shape.
 * @param t Targets from 0 to 1, of the same shape; they get no gradient that anything would use.
 * @param smallest Least number that a logarithm is taken of.
 */
export function binaryCrossEntropy(p: tf.Tensor, t: tf.Tensor, smallest: number): tf.Tensor {
  const log = (x: tf.Tensor) => tf.log(tf.maximum(x, smallest));
  return tf.neg(tf.add(tf.mul(t, log(p)), tf.mul(tf.sub(1, t), log(tf.sub(1, p)))));
}
