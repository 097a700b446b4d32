import { tf } from "../backends/tf.ts";

/** How a weight rises, as recipes spell it. */
export const RAMPS = ["linear", "sigmoid"] as const;

/**
 * A rise from the beginning on: `min(1, t / T)`, or of the `sigmoid` kind
 * `exp(-5 (1 - min(1, t / T))^2)`.
 *
 * @param t Share of the steps that are done, a scalar.
 * @param length T, the share in which it rises; of 0 it is 1 at once.
 */
export function rampUp(
  t: tf.Scalar,
  length: number,
  kind: typeof RAMPS[number] = "linear",
): tf.Scalar {
  if (length === 0) return tf.onesLike(t);
  const risen: tf.Scalar = tf.clipByValue(tf.div(t, length), 0, 1);
  if (kind === "linear") return risen;
  return tf.exp(tf.mul(tf.square(tf.sub(1, risen)), -5));
}

/** A fall over the last share T of the training: `exp(-12.5 (1 - (1 - t) / T)^2)`, 1 before it. */
export function rampDown(t: tf.Scalar, length: number): tf.Scalar {
  const fallen = tf.clipByValue(tf.sub(1, tf.div(tf.sub(1, t), length)), 0, 1);
  return tf.exp(tf.mul(tf.square(fallen), -12.5));
}
