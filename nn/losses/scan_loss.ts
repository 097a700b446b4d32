import { tf } from "../../backends/tf.ts";
import { detached } from "./detached.ts";
import { marginalEntropy } from "./entropy.ts";

/** Keeps the logarithm finite. */
const SMALLEST = 1e-8;

/**
 * The clustering loss of SCAN (Eq. 2): `-mean log <q, q'> - lambda H(mean q)`.
 *
 * @param q Probabilities of the images `[S, B, C]`.
 * @param neighbours Those of one neighbour each, of the same shape.
 * @returns Its parts and the whole, `[S]` each.
 */
export function scanLoss(q: tf.Tensor, neighbours: tf.Tensor, entropyWeight: number) {
  const similarity = tf.sum(tf.mul(q, neighbours), -1);
  const consistency = tf.neg(tf.mean(tf.log(tf.maximum(similarity, SMALLEST)), -1));
  const entropy = marginalEntropy(q);
  return { consistency, entropy, cluster: tf.sub(consistency, tf.mul(entropy, entropyWeight)) };
}

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
