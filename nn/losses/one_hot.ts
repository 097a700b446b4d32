import { tf } from "../../backends/tf.ts";

/**
 * `[n]` to `[n, depth]`, float32: `on` in column `indices[i]` of row i, else 0.
 *
 * @param indices int32.
 * @param on A whole number. tfjs's wasm kernel writes int32 whatever type it is asked for, so the
 *   type is changed afterwards.
 */
export function oneHot(indices: tf.Tensor, depth: number, on = 1): tf.Tensor {
  // tfjs refuses a depth of 1.
  if (depth === 1) return tf.fill([indices.shape[0]!, 1], on);
  return tf.cast(tf.oneHot(indices, depth, on, 0, "int32"), "float32");
}
