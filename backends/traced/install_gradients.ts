import { tf } from "../tf.ts";
import type { Op } from "./define_op.ts";

/**
 * Makes the gradients of ops known to tfjs.
 *
 * @returns Takes them away again.
 */
export function installGradients(ops: readonly Op<unknown>[]): () => void {
  const gradients = ops.flatMap(({ gradient }) => gradient ?? []);
  for (const gradient of gradients) tf.registerGradient(gradient);
  return () => {
    for (const { kernelName } of gradients) tf.unregisterGradient(kernelName);
  };
}
