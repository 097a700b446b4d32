import { tf } from "../../backends/tf.ts";

/**
 * Rows of a bank: whole rows are copied, where `tf.gather` would look for every number by itself.
 * Carries no gradient into the bank.
 *
 * @param bank `[N, ...]`.
 * @param indices `[n]`, int32.
 * @returns `[n, ...]`.
 */
export function bankRows(bank: tf.Tensor, indices: tf.Tensor1D): tf.Tensor {
  return tf.gatherND(bank, tf.expandDims(indices, 1));
}
