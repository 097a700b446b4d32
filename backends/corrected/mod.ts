import { tf } from "../tf.ts";
import { matMul } from "./mat_mul.ts";
import { topK } from "./top_k.ts";

const CORRECTIONS = { BatchMatMul: matMul, TopK: topK };

let done = false;

/**
 * Corrects what is wrong in tfjs's kernels of the `cpu` backend, by which all others are judged, and
 * which stand in for kernels that others lack. Whoever opens a backend that uses them calls it.
 */
export function correctCpuKernels(): void {
  if (done) return;
  done = true;
  for (const [name, correct] of Object.entries(CORRECTIONS)) {
    const stock = tf.getKernel(name, "cpu");
    tf.unregisterKernel(name, "cpu");
    tf.registerKernel({ ...stock, kernelFunc: correct(stock.kernelFunc) });
  }
}
