import { tf } from "../backends/tf.ts";
import { constant } from "./initialisers.ts";
import type { Scope } from "./scope.ts";

/** A mean over the classes of many batches, kept in a buffer. */
export interface ClassAverage {
  /** The mean over earlier batches, as probabilities `[1, C]`. */
  readonly value: tf.Tensor2D;
  /** Takes in the rows of a batch `[n, C]`, for the steps that follow. */
  push(rows: tf.Tensor): void;
}

/**
 * The mean of the last batches' means; at first it is that of as many uniform ones.
 *
 * @param scope Of the part that keeps it.
 * @param batches How many batches are remembered.
 */
export function windowAverage(
  scope: Scope,
  { name, classes, batches }: { name: string; classes: number; batches: number },
): ClassAverage {
  const window = scope.buffer<tf.Rank.R2>(name, [batches, classes], constant(1 / classes));
  return {
    value: normalised(tf.mean<tf.Tensor2D>(window, 0, true)),
    push: (rows) =>
      scope.update(
        name,
        tf.concat([tf.slice(window, [1, 0]), tf.mean<tf.Tensor2D>(rows, 0, true)]),
      ),
  };
}

/** An exponential moving average of the batches' means, from a uniform one on. */
export function decayedAverage(
  scope: Scope,
  { name, classes, decay }: { name: string; classes: number; decay: number },
): ClassAverage {
  const old = scope.buffer<tf.Rank.R2>(name, [1, classes], constant(1 / classes));
  return {
    value: normalised(old),
    push: (rows) =>
      scope.update(
        name,
        tf.add(tf.mul(old, decay), tf.mul(tf.mean(rows, 0, true), 1 - decay)),
      ),
  };
}

function normalised(mean: tf.Tensor2D): tf.Tensor2D {
  return tf.div(mean, tf.sum(mean, -1, true));
}
