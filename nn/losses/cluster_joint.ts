import { tf } from "../../backends/tf.ts";

/**
 * How often two views of an image fall into each pair of clusters, made symmetric: `P = (J + J^T) / 2`
 * with `J = (1 / B) sum_i q_i q'_i^T` (IIC, Eq. 2).
 *
 * @param q1 Probabilities of view 1 `[..., B, C]`.
 * @param q2 Probabilities of view 2, of the same shape.
 * @returns `[..., C, C]`; all of it sums to 1.
 */
export function clusterJoint(q1: tf.Tensor, q2: tf.Tensor): tf.Tensor {
  const joint = tf.div(tf.matMul(q1, q2, true), q1.shape.at(-2)!);
  const order = joint.shape.map((_, i) => i);
  const swapped = tf.transpose(joint, [...order.slice(0, -2), joint.rank - 1, joint.rank - 2]);
  return tf.mul(tf.add(joint, swapped), 0.5);
}
