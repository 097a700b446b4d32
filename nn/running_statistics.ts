import { ops } from "../backends/ops.ts";
import { tf } from "../backends/tf.ts";

/** Share of the new batch in the running statistics: PyTorch's default momentum. */
export const RUNNING_MOMENTUM = 0.1;

/**
 * The running mean and variance after one more batch, with PyTorch's meaning: `new = (1 - share) old +
 * share batch`, the variance made unbiased first.
 *
 * @param old What ran so far, each `[c]`.
 * @param batch Mean and biased variance of the batch, each `[c]`.
 * @param count Values a channel the batch held: `n h w`. With one value alone the variance stays
 *   as it is, since no unbiased variance exists.
 * @param share Of the new batch, from 0 to 1.
 */
export function runningStatistics(
  old: { mean: tf.Tensor; variance: tf.Tensor },
  batch: { mean: tf.Tensor; variance: tf.Tensor },
  count: number,
  share = RUNNING_MOMENTUM,
): { mean: tf.Tensor; variance: tf.Tensor } {
  const blend = (a: tf.Tensor, b: tf.Tensor, scale = 1) =>
    ops.weightedSum(a, b, 1 - share, share * scale);
  return {
    mean: blend(old.mean, batch.mean),
    variance: count > 1
      ? blend(old.variance, batch.variance, count / (count - 1))
      : tf.clone(old.variance),
  };
}
