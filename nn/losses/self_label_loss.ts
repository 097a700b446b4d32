import { tf } from "../../backends/tf.ts";
import { detached } from "./detached.ts";

/**
 * The self-labelling loss of SCAN: cross-entropy of strongly changed images with the clusters that
 * the network is sure of, each cluster weighing the same; 0 where it is sure of none.
 *
 * @param weak Logits of weakly changed images `[S, B, C]`: the targets, no gradient.
 * @param strong Logits of the same images, strongly changed.
 * @returns `[S]`.
 */
export function selfLabelLoss(weak: tf.Tensor, strong: tf.Tensor, threshold: number): tf.Tensor {
  // [S, B, C]: above 0 where an image is surely of a cluster; every cluster in use has the same
  // sum, and all sum to 1.
  const weights = detached(weak, (logits) => {
    const q = tf.softmax(logits), highest = tf.max(q, -1, true);
    const sure = tf.cast(
      tf.logicalAnd(tf.equal(q, highest), tf.greater(q, threshold)),
      "float32",
    );
    const balanced = tf.divNoNan(sure, tf.sum(sure, -2, true));
    return tf.divNoNan(balanced, tf.sum(balanced, [-2, -1], true));
  });
  return tf.neg(tf.sum(tf.mul(tf.logSoftmax(strong), weights), [-2, -1]));
}
