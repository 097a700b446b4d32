import { tf } from "../../backends/tf.ts";

/** What rows are mixed by. */
export interface Mixing {
  /** Numbers of Beta(a, a), one a row, `[n]`. */
  readonly lambda: tf.Tensor1D;
  /** pi: the partner of each row, a permutation `[n]`, int32. */
  readonly permutation: tf.Tensor1D;
}

/**
 * MixUp (Zhang et al. 2018) as MixMatch has it: row i becomes `l_i x_i + (1 - l_i) x_pi(i)` with
 * `l_i = max(lambda_i, 1 - lambda_i)`, so that it stays nearest to itself.
 *
 * @param x Rows of any shape, `[n, ...]`: images, or targets.
 */
export function mixUp<T extends tf.Tensor>(x: T, { lambda, permutation }: Mixing): T {
  const l = tf.reshape(foldedLambda(lambda), [x.shape[0]!, ...x.shape.slice(1).map(() => 1)]);
  return tf.add(tf.mul(l, x), tf.mul(tf.sub(1, l), tf.gather(x, permutation)));
}

/** `max(lambda, 1 - lambda)`. */
export function foldedLambda(lambda: tf.Tensor1D): tf.Tensor1D {
  return tf.maximum(lambda, tf.sub(1, lambda));
}
