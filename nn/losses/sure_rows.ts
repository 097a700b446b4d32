import { tf } from "../../backends/tf.ts";

/** 1 for each row whose highest probability is at least the threshold, else 0: `[..., n]`. */
export function sureRows(q: tf.Tensor, threshold: number): tf.Tensor {
  return tf.cast(tf.greaterEqual(tf.max(q, -1), threshold), "float32");
}

/** Whether rows are averaged over all of them, as in papers, or over those that count. */
export const MEANS = ["all", "masked"] as const;

/**
 * The mean of the rows that count; where none does, 0.
 *
 * @param values `[n]`.
 * @param mask 1 for a row that counts, else 0, `[n]`.
 * @param over `all`: divided by n; `masked`: by the number of rows that count.
 */
export function meanOver(
  values: tf.Tensor,
  mask: tf.Tensor,
  over: typeof MEANS[number],
): tf.Scalar {
  const masked = tf.mul(values, mask);
  return over === "all" ? tf.mean(masked) : tf.div(tf.sum(masked), tf.maximum(tf.sum(mask), 1));
}
