import { tf } from "../../backends/tf.ts";
import { marginalEntropy } from "./entropy.ts";
import type { Terms } from "./terms.ts";

/**
 * What SCAN chooses epoch and head by, no label seen: `-log <p_i, p_n>` over images and all their
 * neighbours, less the entropy of the cluster sizes with weight 1. The lowest is the best.
 *
 * @param p Probabilities `[N, C]`.
 * @param neighbours Rows of p, each image's own among them or not: `[N, k]`, int32.
 */
export function neighbourConsistency(
  p: tf.Tensor2D,
  neighbours: tf.Tensor2D,
): Terms<"consistency" | "entropy" | "score"> {
  const [n, k] = neighbours.shape;
  const near = tf.reshape(tf.gather(p, tf.reshape(neighbours, [n * k])), [n, k, p.shape[1]]);
  const similarity = tf.sum(tf.mul(tf.expandDims(p, 1), near), -1);
  const consistency: tf.Scalar = tf.neg(tf.mean(tf.log(tf.maximum(similarity, 1e-8))));
  const entropy = marginalEntropy(p) as tf.Scalar;
  return { consistency, entropy, score: tf.sub(consistency, entropy) as tf.Scalar };
}
