import { tf } from "../../backends/tf.ts";
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
export function scanLoss(q: tf.Tensor, neighbours: tf.Tensor, entropyWeight: number): {
  consistency: tf.Tensor;
  entropy: tf.Tensor;
  cluster: tf.Tensor;
} {
  const similarity = tf.sum(tf.mul(q, neighbours), -1);
  const consistency = tf.neg(tf.mean(tf.log(tf.maximum(similarity, SMALLEST)), -1));
  const entropy = marginalEntropy(q);
  return { consistency, entropy, cluster: tf.sub(consistency, tf.mul(entropy, entropyWeight)) };
}
