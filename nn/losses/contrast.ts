import { tf } from "../../backends/tf.ts";

/** Added to the critic of pairs that do not compete: `exp` of it is exactly 0. */
export const EXCLUDED = -1e9;

/**
 * The InfoNCE loss of each anchor (paper, Eq. 1): `-f(anchor, positive) + log sum exp f` over its
 * candidates, with the row maximum taken out, so that nothing overflows.
 *
 * Its gradient is written by hand, `softmax(f) - positives`: one pass over the table of pairs
 * where automatic differentiation would take six and keep as many tables in memory.
 *
 * @param values Critic of each anchor with each candidate `[..., n, m]`; `EXCLUDED` is added
 *   where a candidate does not compete.
 * @param positives 1 where the candidate is the anchor's positive, else 0: `[n, m]`, or `[1, m]`
 *   where all anchors have it in the same column.
 * @returns Loss of each anchor `[..., n]`.
 */
export function contrast(values: tf.Tensor, positives: tf.Tensor): tf.Tensor {
  const differentiable = tf.customGrad((...args) => {
    const [f, save] = args as [tf.Tensor, tf.GradSaveFunc];
    const highest = tf.max(f, -1, true);
    const exponentials = tf.tidy(() => tf.exp(tf.sub(f, highest)));
    const sum = tf.sum(exponentials, -1, true);
    const positive = tf.tidy(() => tf.sum(tf.mul(f, positives), -1));
    const slope = tf.tidy(() => tf.sub(tf.div(exponentials, sum), positives));
    save([slope]);
    return {
      value: tf.sub(tf.squeeze(tf.add(tf.log(sum), highest), [-1]), positive),
      gradFunc: (dy, saved) => tf.mul(tf.expandDims(dy as tf.Tensor, -1), saved[0]),
    };
  });
  return differentiable(values);
}
