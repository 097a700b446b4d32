import { tf } from "../backends/tf.ts";

/**
 * How many clusters are some image's most probable one in a batch, for each sub-head: where it
 * falls towards 1, the clusters collapse. Logged, never learned from.
 *
 * @param logits Logits or probabilities `[S, B, C]`.
 * @returns `[S]`.
 */
export function usedClusters(logits: tf.Tensor): tf.Tensor {
  const chosen = tf.cast(tf.equal(logits, tf.max(logits, -1, true)), "float32");
  return tf.sum(tf.max(chosen, -2), -1);
}

/**
 * The mutual information that an InfoNCE loss proves, at least `log M - L` (paper, Eq. 2).
 *
 * @param loss Of any shape.
 * @param competitors M: the positive and its negatives.
 */
export function informationBound(loss: tf.Tensor, competitors: number): tf.Tensor {
  return tf.sub(Math.log(competitors), loss);
}

/** M of a batch of B images in two views. */
export function competitorsOf(images: number, negatives: "both_views" | "cross_view"): number {
  return negatives === "both_views" ? 2 * images - 1 : images;
}
