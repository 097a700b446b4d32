import { tf } from "../../backends/tf.ts";

/** Of which mean probabilities the entropy is taken, as recipes spell it. */
export const ENTROPIES = ["per_view", "pooled"] as const;

export type EntropyKind = typeof ENTROPIES[number];

/** Keeps the logarithm of an empty cluster finite. */
const SMALLEST = 1e-8;

/**
 * How evenly a batch uses the clusters: `H = -sum_c m_c log m_c` of the mean probability
 * `m = mean_b q_b`, from 0 (one cluster) to `log C` (paper, Eq. 8).
 *
 * @param q Probabilities `[..., B, C]`, unsmoothed.
 * @returns `[...]`, in nats.
 */
export function marginalEntropy(q: tf.Tensor): tf.Tensor {
  const m = tf.mean(q, -2);
  return tf.neg(tf.sum(tf.mul(m, tf.log(tf.maximum(m, SMALLEST))), -1));
}

/**
 * The entropy term H of two views: the mean of their entropies (`per_view`, as in the authors'
 * code), or the entropy of their mean (`pooled`, the paper read literally).
 *
 * @param q1 Probabilities of view 1 `[..., B, C]`, unsmoothed.
 * @param q2 Probabilities of view 2, of the same shape.
 * @returns `[...]`, in nats.
 */
export function entropyTerm(q1: tf.Tensor, q2: tf.Tensor, kind: EntropyKind): tf.Tensor {
  return kind === "pooled"
    ? marginalEntropy(tf.concat([q1, q2], -2))
    : tf.mul(tf.add(marginalEntropy(q1), marginalEntropy(q2)), 0.5);
}
