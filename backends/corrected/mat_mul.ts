import { tf } from "../tf.ts";

/** Whether tfjs finds the matrix of batch i of `outer`, broadcast to `all`, by counting i around. */
function countsAround(outer: readonly number[], all: readonly number[]): boolean {
  const own = outer.slice(Math.max(0, outer.findIndex((size) => size !== 1)));
  return tf.util.sizeFromShape([...outer]) === 1 || own.join() === all.slice(-own.length).join();
}

/**
 * tfjs's product of matrices on `cpu`, with the batches laid out in full that it would mix up: those
 * that are broadcast along an inner axis, such as `[2,1]` and `[1,3]`.
 */
export const matMul = (stock: tf.KernelFunc): tf.KernelFunc => (params) => {
  const { a, b } = params.inputs as Record<string, tf.TensorInfo>, { backend, attrs } = params;
  const outerA = a.shape.slice(0, -2), outerB = b.shape.slice(0, -2);
  const all = tf.broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
  if (countsAround(outerA, all) && countsAround(outerB, all)) return stock(params);
  const layOut = (x: tf.TensorInfo, outer: number[]) => {
    const ranked = [...Array(all.length - outer.length).fill(1), ...outer];
    const reps = [...ranked.map((size, i) => size === all[i] ? 1 : all[i]), 1, 1];
    const whole = { ...x, shape: [...ranked, ...x.shape.slice(-2)] };
    const { kernelFunc } = tf.getKernel("Tile", "cpu");
    return kernelFunc({ inputs: { x: whole }, attrs: { reps }, backend }) as tf.TensorInfo;
  };
  const inputs = { a: layOut(a, outerA), b: layOut(b, outerB) };
  const product = stock({ inputs, attrs, backend });
  for (const { dataId } of Object.values(inputs)) (backend as tf.KernelBackend).disposeData(dataId);
  return product;
};
