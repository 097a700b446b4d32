import { tf } from "../../backends/tf.ts";
import { detached } from "./detached.ts";

/**
 * The self-labelling loss of SCAN: cross-entropy of strongly changed images with the clusters that
 * the network is sure of; 0 where it is sure of none.
 *
 * @param weak Logits of weakly changed images `[S, B, C]`: the targets, no gradient.
 * @param strong Logits of the same images, strongly changed.
 * @param options `threshold`: an image counts where its most probable cluster has more than this.
 *   `balanced`: whether each cluster in use weighs the same, as in the authors' settings for small
 *   images, or each image.
 * @returns The loss and the number of images that the network is sure of, `[S]` each.
 */
export function selfLabelLoss(
  weak: tf.Tensor,
  strong: tf.Tensor,
  { threshold, balanced }: { readonly threshold: number; readonly balanced: boolean },
): { loss: tf.Tensor; sure: tf.Tensor } {
  // [S, B, C]: 1 where an image is surely of a cluster.
  const sure = detached(weak, (logits) => {
    const q = tf.softmax(logits), highest = tf.max(q, -1, true);
    return tf.cast(tf.logicalAnd(tf.equal(q, highest), tf.greater(q, threshold)), "float32");
  });
  const weights = detached(sure, (sure) => {
    const even = balanced ? tf.divNoNan(sure, tf.sum(sure, -2, true)) : sure;
    return tf.divNoNan(even, tf.sum(even, [-2, -1], true));
  });
  return {
    loss: tf.neg(tf.sum(tf.mul(tf.logSoftmax(strong), weights), [-2, -1])),
    sure: tf.sum(sure, [-2, -1]),
  };
}
