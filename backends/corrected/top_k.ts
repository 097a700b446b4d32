import type { tf } from "../tf.ts";
import { numbersOf } from "./numbers_of.ts";

/**
 * tfjs's `topk()` on `cpu`, but right for rows with infinities: tfjs subtracts one from another and
 * loses its way. Rows with NaN are left as they are.
 */
export const topK = (stock: tf.KernelFunc): tf.KernelFunc => (params) => {
  const found = stock(params) as tf.TensorInfo[], { x } = params.inputs as { x: tf.TensorInfo };
  const { k } = params.attrs as unknown as { k: number };
  const from = numbersOf(params.backend, x), width = x.shape[x.shape.length - 1];
  const [values, indices] = found.map((info) => numbersOf(params.backend, info));
  for (let row = 0; row * width < from.length; row++) {
    const list = from.subarray(row * width, (row + 1) * width);
    if (list.every(Number.isFinite) || list.some(Number.isNaN)) continue;
    const order = Array.from(list.keys())
      .sort((a, b) => list[a] === list[b] ? a - b : list[a] > list[b] ? -1 : 1);
    for (let i = 0; i < k; i++) {
      indices[row * k + i] = order[i];
      values[row * k + i] = list[order[i]];
    }
  }
  return found;
};
