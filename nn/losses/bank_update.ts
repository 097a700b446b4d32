import { tf } from "../../backends/tf.ts";
import { unitRows } from "./unit_rows.ts";

/**
 * The probability bank after a batch: `Q_n <- m Q_n + (1 - m) q_n` (paper, section 3.1). Rows
 * stay probabilities without being divided again.
 *
 * @param bank `[N, ..., C]`, unsmoothed.
 * @param indices Which images the batch holds `[B]`, int32. An image that occurs twice is
 *   updated in batch order; none may occur more often than B consecutive items of permutations
 *   of N can hold it, `ceil(B / N) + 1` times.
 * @param rows Their probabilities `[B, ..., C]`.
 * @param momentum m, from 0 to 1.
 * @returns The new bank; the old one is unchanged.
 */
export function updateProbabilityBank(
  bank: tf.Tensor,
  indices: tf.Tensor1D,
  rows: tf.Tensor,
  momentum: number,
): tf.Tensor {
  return updateRows(bank, indices, (old) => blend(old, rows, momentum));
}

/**
 * The feature bank after a batch: `V_n <- normalise(m V_n + (1 - m) z_n)`.
 *
 * @param bank Unit rows `[N, d]`.
 * @param indices As for `updateProbabilityBank`.
 * @param rows Unit features of the batch `[B, d]`.
 * @param momentum m, from 0 to 1.
 * @returns The new bank; the old one is unchanged.
 */
export function updateFeatureBank(
  bank: tf.Tensor,
  indices: tf.Tensor1D,
  rows: tf.Tensor,
  momentum: number,
): tf.Tensor {
  return updateRows(bank, indices, (old) => unitRows(blend(old, rows, momentum)));
}

function blend(old: tf.Tensor, rows: tf.Tensor, momentum: number): tf.Tensor {
  return tf.add(tf.mul(old, momentum), tf.mul(rows, 1 - momentum));
}

/** Applies `renew` to the rows of a batch, first occurrences first, in rounds of fixed number. */
function updateRows(
  bank: tf.Tensor,
  indices: tf.Tensor1D,
  renew: (old: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const batch = indices.shape[0];
  const occurrence = tf.reshape(occurrences(indices), [batch, ...bank.shape.slice(1).fill(1)]);
  const rounds = batch === 1 ? 1 : Math.min(batch, Math.ceil(batch / bank.shape[0]) + 1);
  let result = bank;
  for (let round = 0; round < rounds; round++) {
    const old = tf.gather(result, indices);
    const change = tf.mul(tf.sub(renew(old), old), tf.cast(tf.equal(occurrence, round), "float32"));
    const target = tf.expandDims(indices, 1) as tf.Tensor2D;
    result = tf.add(result, tf.scatterND(target, change, bank.shape));
  }
  return result;
}

/** How often the same index came before, `[B]`. */
function occurrences(indices: tf.Tensor1D): tf.Tensor {
  const place = tf.range(0, indices.shape[0], 1, "int32");
  const same = tf.equal(tf.expandDims(indices, 1), tf.expandDims(indices, 0));
  const before = tf.less(tf.expandDims(place, 0), tf.expandDims(place, 1));
  return tf.sum(tf.cast(tf.logicalAnd(same, before), "float32"), 1);
}
