import { tf } from "../../backends/tf.ts";
import { bankContrast, type BankRows } from "./bank_contrast.ts";
import { cosine } from "./cosine.ts";
import { unitRows } from "./unit_rows.ts";

/**
 * The feature contrast L_FC against a memory bank whose rows start at 0, one loss an anchor (paper,
 * section 3.1): until an image has been seen there is nothing to hold it to, so that its loss is
 * that of chance, `log(K + 1)`, without a gradient. A negative that has not been seen competes as
 * one at a right angle, and moves nothing.
 *
 * Rows that start in random directions must not be used in their place. They pull an image nowhere
 * in particular, while the rows that are already there, which have nearly one direction in an
 * untrained network, push all images the same way: the head's bias grows until every feature is one.
 *
 * @param z Features of the batch `[B, d]`, of any length.
 * @param rows Rows of the bank: of unit length, or 0.
 * @param temperature tau, above 0.
 * @returns `[B]`.
 */
export function bankFeatureContrast(
  z: tf.Tensor,
  rows: BankRows,
  temperature: number,
): tf.Tensor {
  const losses = bankContrast(cosine(temperature), unitRows(z), rows);
  const seen = tf.sum(tf.square(rows.positives), -1);
  const chance = Math.log(rows.negatives.shape.at(-2)! + 1);
  return tf.add(tf.mul(losses, seen), tf.mul(tf.sub(1, seen), chance));
}
