import { tf } from "../../backends/tf.ts";

/**
 * `S(q, T)_c = q_c^(1/T) / sum_k q_k^(1/T)`: probabilities made surer. A zero stays a zero.
 *
 * @param q Probabilities `[..., C]`.
 * @param temperature T; 1 leaves them as they are.
 */
export function sharpen(q: tf.Tensor, temperature: number): tf.Tensor {
  const raised = tf.pow(q, 1 / temperature);
  return tf.div(raised, tf.sum(raised, -1, true));
}
