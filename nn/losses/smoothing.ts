import { tf } from "../../backends/tf.ts";

/** The least probability where smoothing is off, as in the authors' code. */
const LEAST = 1e-6;

/**
 * Smoothed probabilities, `(1 - alpha) q + alpha / C` (paper, section 3.1 and appendix A.5): they
 * keep the logarithm of the critic finite, and let a wrongly certain network change its mind.
 *
 * @param q Probabilities `[..., C]`.
 * @param alpha From 0 to 1; at 0 probabilities are raised to at least 1e-6 instead.
 */
export function smooth(q: tf.Tensor, alpha: number): tf.Tensor {
  if (alpha === 0) return tf.maximum(q, LEAST);
  return tf.add(tf.mul(q, 1 - alpha), alpha / q.shape.at(-1)!);
}
