import { tf } from "./tf.ts";
import type { Step, StepInput, StepOutput } from "./backend.ts";

/**
 * Runs a step as it is, one op after the other: what a backend without a compiler does.
 *
 * @returns The step, freeing what it makes on the way; the caller owns what it returns.
 */
export function eager(step: Step): (input: StepInput) => Promise<StepOutput> {
  return (input) =>
    new Promise((resolve) => {
      // tidy() knows tensors in nested records; the type of its result asks for an index signature
      resolve(tf.tidy(() => step(input) as unknown as tf.TensorContainer) as unknown as StepOutput);
    });
}
