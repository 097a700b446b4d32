import { tf } from "../../backends/tf.ts";
import { columnPairs } from "./column_pairs.ts";

/** Keeps `x log x` finite at 0. */
const SMALLEST = 1e-30;

function safeLog(x: tf.Tensor): tf.Tensor {
  return tf.log(tf.maximum(x, SMALLEST));
}

/**
 * `f(p, q) = -(H(m) - (H(p) + H(q)) / 2)` with `m = (p + q) / 2`, for all pairs of rows: the
 * negative Jensen-Shannon divergence, from `-log 2` to 0.
 *
 * Works cluster by cluster in both directions, so that it needs the memory of a few tensors
 * `[n, m]`, not of `[n, m, C]`.
 *
 * @param p Probabilities `[..., n, C]`.
 * @param q Probabilities `[..., m, C]`.
 * @returns `[..., n, m]`.
 */
export function negJsd(p: tf.Tensor, q: tf.Tensor): tf.Tensor {
  return differentiable(p, q);
}

const differentiable = tf.customGrad((...args) => {
  const [p, q, save] = args as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
  save([p, q]);
  // Half the sum of x log x over each row, [..., n].
  const half = (x: tf.Tensor) => tf.mul(tf.sum(tf.mul(x, safeLog(x)), -1), 0.5);
  let value = tf.neg(tf.add(tf.expandDims(half(p), -1), tf.expandDims(half(q), -2)));
  for (const [a, b] of columnPairs(p, q)) {
    value = replace(value, () => {
      const m = tf.mul(tf.add(a, b), 0.5);
      return tf.add(value, tf.mul(m, safeLog(m)));
    });
  }
  return {
    value,
    gradFunc: (dy, saved) => gradients(dy as tf.Tensor, saved[0], saved[1]),
  };
});

/** `df / dp_c = (log m_c - log p_c) / 2`, and the same for q. */
function gradients(dy: tf.Tensor, p: tf.Tensor, q: tf.Tensor): tf.Tensor[] {
  const columns = columnPairs(p, q).map(([a, b]) =>
    tf.tidy(() => {
      const g = tf.mul(dy, safeLog(tf.mul(tf.add(a, b), 0.5)));
      return [tf.sum(g, -1, true), tf.expandDims(tf.sum(g, -2), -1)];
    })
  );
  return [p, q].map((x, side) => {
    const own = tf.expandDims(tf.sum(dy, side === 0 ? -1 : -2), -1);
    const mixed = tf.concat(columns.map((pair) => pair[side]), -1);
    return tf.mul(tf.sub(mixed, tf.mul(safeLog(x), own)), 0.5);
  });
}

/** Computes the next value and lets the last one go. */
function replace(last: tf.Tensor, compute: () => tf.Tensor): tf.Tensor {
  const next = tf.tidy(compute);
  last.dispose();
  return next;
}
