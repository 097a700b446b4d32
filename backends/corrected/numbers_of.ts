import type { tf } from "../tf.ts";

/** The numbers of a tensor of the `cpu` backend, as they lie in its memory. */
export function numbersOf(backend: unknown, { dataId }: tf.TensorInfo): Float32Array {
  const { data } = backend as { data: { get(id: tf.DataId): { values: Float32Array } } };
  return data.get(dataId).values;
}
