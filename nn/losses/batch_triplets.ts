import { tf } from "../../backends/tf.ts";
import { dot } from "./dot.ts";
import type { Terms } from "./terms.ts";

/**
 * The weighted triplet loss of JULE over every triplet of a batch: for each pair of one cluster the
 * mean over all images of other clusters, which is what drawing some of them gives on average, and
 * then the mean over pairs. Without a pair, or for a pair without another cluster, it is 0.
 *
 * @param z Unit rows `[B, d]`.
 * @param clusters Of each `[B]`, int32.
 * @returns Scalars: the loss, and how many ordered pairs it is of.
 */
export function batchTriplets(
  z: tf.Tensor2D,
  clusters: tf.Tensor1D,
  { margin, gamma }: { readonly margin: number; readonly gamma: number },
): Terms<"loss" | "pairs"> {
  const [n] = z.shape;
  const same = tf.cast(tf.equal(tf.expandDims(clusters, 1), tf.expandDims(clusters, 0)), "float32");
  const positive = tf.mul(same, tf.sub(1, tf.eye(n))), negative = tf.sub(1, same);
  const negatives = tf.sum(negative, 1, true);
  const distances = tf.mul(tf.sub(1, dot(z, z)), 2);
  // [a, p, n]
  const excess = tf.relu(tf.add(
    tf.sub(tf.expandDims(tf.mul(distances, gamma), 2), tf.expandDims(distances, 1)),
    margin,
  ));
  const ofPairs = tf.sum(tf.mul(excess, tf.expandDims(negative, 1)), 2);
  const means = tf.div(ofPairs, tf.maximum(negatives, 1));
  const pairs: tf.Scalar = tf.sum(tf.mul(positive, tf.cast(tf.greater(negatives, 0), "float32")));
  const loss: tf.Scalar = tf.div(tf.sum(tf.mul(means, positive)), tf.maximum(pairs, 1));
  return { loss, pairs };
}
