import { tf } from "../../backends/tf.ts";

/**
 * The columns of two matrices, shaped so that each pair broadcasts to all pairs of rows.
 *
 * @param p `[..., n, C]`.
 * @param q `[..., m, C]`.
 * @returns C pairs of `[..., n, 1]` and `[..., 1, m]`.
 */
export function columnPairs(p: tf.Tensor, q: tf.Tensor): [tf.Tensor, tf.Tensor][] {
  const columns = p.shape.at(-1)!;
  const ofQ = tf.split(q, columns, -1);
  const lying = [...q.shape.slice(0, -2), 1, q.shape.at(-2)!];
  return tf.split(p, columns, -1).map((column, c) => [column, tf.reshape(ofQ[c], lying)]);
}
