import { tf } from "../../backends/tf.ts";

/** How logits are kept in range, as recipes spell it. */
export const LOGIT_BOUNDS = ["penalty", "hard", "none"] as const;

/**
 * Cuts logits to `[-limit, limit]`; outside, the gradient is 0.
 *
 * @param logits Of any shape.
 */
export function clipLogits(logits: tf.Tensor, limit: number): tf.Tensor {
  return tf.clipByValue(logits, -limit, limit);
}

/** How far logits lie outside `[-limit, limit]`: `e(u) = max(u - T, 0) + min(u + T, 0)`. */
export function logitExcess(logits: tf.Tensor, limit: number): tf.Tensor {
  return tf.sub(logits, clipLogits(logits, limit));
}

/**
 * The soft bound R of the authors' code for one view: `mean_b sum_c u stopgrad(e(u))`. Its
 * gradient is that of half the squared excess.
 *
 * @param logits `[..., B, C]`.
 * @param limit T, above 0.
 * @returns `[...]`; 0 where every logit is in range.
 */
export function logitPenalty(logits: tf.Tensor, limit: number): tf.Tensor {
  const product = tf.customGrad((...args) => {
    const [u, save] = args as [tf.Tensor, tf.GradSaveFunc];
    const excess = logitExcess(u, limit);
    save([excess]);
    return {
      value: tf.mul(u, excess),
      gradFunc: (dy, saved) => tf.mul(dy as tf.Tensor, saved[0]),
    };
  });
  return tf.mean(tf.sum(product(logits), -1), -1);
}
