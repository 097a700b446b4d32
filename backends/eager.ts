import { tf } from "./tf.ts";
import type { Step, StepInput, StepOutput } from "./backend.ts";

/**
 * Runs a step as it is, one op after the other: what a backend without a compiler does.
 *
 * @example A step of gradient descent, with the gradient 1
 * ```ts
 * import { eager, tf } from "@crlc/crlc/backends";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await tf.setBackend("cpu");
 * const run = eager(({ weights: { w }, buffers, slots, learningRate }) => ({
 *   weights: { w: tf.sub(w, learningRate) },
 *   buffers,
 *   slots,
 *   terms: { loss: tf.sum(w) },
 * }));
 * const none = { buffers: {}, slots: {}, batch: {} };
 * const { weights } = await run({
 *   weights: { w: tf.tensor1d([1, 2]) },
 *   learningRate: tf.scalar(0.5),
 *   ...none,
 * });
 * deepStrictEqual([...weights.w.dataSync()], [0.5, 1.5]);
 * ```
 *
 * @param step What is run; what it throws, the promise is refused with.
 * @returns The step, freeing what it makes on the way; the caller owns what it returns.
 */
export function eager(step: Step): (input: StepInput) => Promise<StepOutput> {
  return (input) =>
    new Promise((resolve) => {
      // tidy() knows tensors in nested records; the type of its result asks for an index signature
      resolve(tf.tidy(() => step(input) as unknown as tf.TensorContainer) as unknown as StepOutput);
    });
}
