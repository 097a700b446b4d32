import { tf } from "../../backends/tf.ts";

/** The least length a row is divided by. */
const SHORTEST = 1e-12;

/**
 * Divides each row by its length: `z / max(|z|, 1e-12)`. Rows of zeros stay zeros.
 *
 * @param z Features `[..., n, d]`.
 * @returns Unit rows, of the same shape.
 */
export function unitRows<T extends tf.Tensor>(z: T): T {
  // The root is taken of a number above 0, whose derivative is finite.
  const squares = tf.maximum(tf.sum(tf.square(z), -1, true), SHORTEST ** 2);
  return tf.div(z, tf.sqrt(squares));
}
