import { tf } from "../../backends/tf.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { clusterDiagnostics } from "./diagnostics.ts";

/**
 * Terms to log of a network that pairs images by its own outputs: the entropy of the average
 * prediction and the clusters in use, by which a collapse shows.
 *
 * @param q Probabilities `[B, C]`.
 */
export function outputDiagnostics(q: tf.Tensor2D): Record<string, tf.Tensor> {
  const heads = tf.expandDims(q, 0);
  return { entropy: marginalEntropy(heads), ...clusterDiagnostics(heads) };
}

/** The share of pairs of two different images, of a count of ordered pairs in which each image's own is. */
export function shareOfPairs(counted: tf.Tensor, images: number): tf.Scalar {
  return tf.div(tf.sub(counted, images), Math.max(images * (images - 1), 1));
}
