import { tf } from "../../backends/tf.ts";

/**
 * The thresholds of DAC: `u = 0.95 - lambda`, `l = 0.455 + 0.1 lambda`. They meet at a lambda of
 * 0.45, where every pair is selected.
 *
 * @param lambda From 0 on, as training goes.
 */
export function dacThresholds(lambda: tf.Scalar): { upper: tf.Scalar; lower: tf.Scalar } {
  return { upper: tf.sub(0.95, lambda), lower: tf.add(0.455, tf.mul(lambda, 0.1)) };
}
