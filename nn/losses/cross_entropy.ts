import { tf } from "../../backends/tf.ts";
import { oneHot } from "./one_hot.ts";

/**
 * The mean of `-log softmax(u)_y` over labelled images (paper, Eq. 12), of raw logits.
 *
 * @param logits `[..., B, C]`; leading dimensions are sub-heads.
 * @param labels `[B]`, int32, from 0 to C - 1.
 * @returns `[...]`.
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor1D): tf.Tensor {
  const targets = oneHot(labels, logits.shape.at(-1)!);
  return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits, -1), targets), -1), -1));
}
