import { tf } from "../../backends/tf.ts";
import { blend } from "../blend.ts";
import { bankRows } from "./bank_rows.ts";
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
 * @param most How often an image may occur in the batch at most; as above where absent. With 1
 *   nothing is compared.
 * @returns The new bank; the old one is unchanged.
 */
export function updateProbabilityBank(
  bank: tf.Tensor,
  indices: tf.Tensor1D,
  rows: tf.Tensor,
  momentum: number,
  most?: number,
): tf.Tensor {
  return updateRows(bank, indices, (old) => blend(old, rows, momentum), most);
}

/**
 * The feature bank after a batch: `V_n <- normalise(m V_n + (1 - m) z_n)`.
 *
 * @param bank Unit rows `[N, d]`; a row that is still 0 becomes the image's features themselves.
 * @param indices As for `updateProbabilityBank`.
 * @param rows Unit features of the batch `[B, d]`.
 * @param momentum m, from 0 to 1.
 * @param most How often an image may occur in the batch at most; as above where absent. With 1
 *   nothing is compared.
 * @returns The new bank; the old one is unchanged.
 */
export function updateFeatureBank(
  bank: tf.Tensor,
  indices: tf.Tensor1D,
  rows: tf.Tensor,
  momentum: number,
  most?: number,
): tf.Tensor {
  return updateRows(bank, indices, (old) => unitRows(blend(old, rows, momentum)), most);
}

/**
 * Applies `renew` to the rows of a batch, first occurrences first, and puts them into a copy of the
 * bank. What a row has become is handed to every later occurrence of the same image, so that all of
 * them end with the same row, and it does not matter which is put in last.
 */
function updateRows(
  bank: tf.Tensor,
  indices: tf.Tensor1D,
  renew: (old: tf.Tensor) => tf.Tensor,
  most = timesInBatch(indices.shape[0], bank.shape[0]),
): tf.Tensor {
  const batch = indices.shape[0];
  let rows = bankRows(bank, indices);
  if (most === 1) rows = renew(rows);
  else {
    const same = tf.equal(tf.expandDims(indices, 1), tf.expandDims(indices, 0));
    const earlier = occurrences(same, batch);
    for (let round = 0; round < most; round++) {
      const turn = tf.logicalAnd(same, tf.expandDims(tf.equal(earlier, round), 0));
      const from = tf.argMax(tf.cast(turn, "float32"), 1);
      const renewed = tf.reshape(tf.any(turn, 1), [batch, ...bank.shape.slice(1).fill(1)]);
      const changed = tf.cast(renewed, "float32");
      const now = bankRows(renew(rows), from as tf.Tensor1D);
      rows = tf.add(tf.mul(now, changed), tf.mul(rows, tf.sub(1, changed)));
    }
  }
  return tf.tensorScatterUpdate(bank, tf.expandDims(indices, 1), rows);
}

/** How often an image can occur among B consecutive items of permutations of N. */
const timesInBatch = (batch: number, samples: number) =>
  batch === 1 ? 1 : Math.min(batch, Math.ceil(batch / samples) + 1);

/** How often the same index came before `[B]`, by which indices are the same `[B, B]`. */
function occurrences(same: tf.Tensor, batch: number): tf.Tensor {
  const place = tf.range(0, batch, 1, "int32");
  const before = tf.less(tf.expandDims(place, 0), tf.expandDims(place, 1));
  return tf.sum(tf.cast(tf.logicalAnd(same, before), "float32"), 1);
}
