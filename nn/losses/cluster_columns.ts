import { tf } from "../../backends/tf.ts";
import { unitRows } from "./unit_rows.ts";

/** Keeps clusters that no image is in apart from a division by 0. */
const SMALLEST = 1e-8;

/**
 * What each cluster is over a batch, as a row of unit length: the columns of the probabilities.
 *
 * @param q Probabilities `[..., B, C]`.
 * @returns `[..., C, B]`.
 */
export function clusterColumns(q: tf.Tensor): tf.Tensor {
  const order = q.shape.map((_, i) => i);
  const columns = tf.transpose(q, [...order.slice(0, -2), q.rank - 1, q.rank - 2]);
  return unitRows(tf.maximum(columns, SMALLEST));
}
