import { tf } from "../../backends/tf.ts";
import { clusterJoint } from "./cluster_joint.ts";

/** Keeps the logarithm of an empty cell finite. */
const SMALLEST = 1e-8;

/**
 * The loss of IIC (Eq. 3): the negative mutual information of the clusters of two views,
 * `-sum_cc' P_cc' (log P_cc' - lambda log P_c - lambda log P_c')`, P the symmetric joint.
 *
 * @param q1 Probabilities of view 1 `[..., B, C]`.
 * @param q2 Probabilities of view 2, of the same shape.
 * @returns `[...]`.
 */
export function iicLoss(q1: tf.Tensor, q2: tf.Tensor, lambda: number): tf.Tensor {
  const P = clusterJoint(q1, q2);
  const log = (x: tf.Tensor) => tf.log(tf.maximum(x, SMALLEST));
  const marginal = tf.mul(
    tf.add(log(tf.sum(P, -1, true)), log(tf.sum(P, -2, true))),
    lambda,
  );
  return tf.sum(tf.mul(P, tf.sub(marginal, log(P))), [-2, -1]);
}
