import { tf } from "../../backends/tf.ts";

/** Keeps a class that is never guessed from dividing by 0. */
const SMALLEST = 1e-6;

/**
 * Distribution alignment of ReMixMatch: `normalise(q (p_data + e) / (p_model + e))`, so that the
 * guesses are on the whole of the classes that the labels are of.
 *
 * @param q Guesses `[n, C]`.
 * @param data Mean of the labels, `[C]` or `[1, C]`.
 * @param model Mean of the guesses so far, before any was aligned.
 */
export function alignDistribution(
  q: tf.Tensor,
  data: tf.Tensor | number,
  model: tf.Tensor,
  epsilon: number = SMALLEST,
): tf.Tensor {
  const ratio = tf.div(tf.add(data, epsilon), tf.add(model, epsilon));
  const aligned = tf.mul(q, ratio);
  return tf.div(aligned, tf.sum(aligned, -1, true));
}
