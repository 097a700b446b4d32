import type { Step, StepInput, StepOutput } from "../backend.ts";
import { eager } from "../eager.ts";
import { forgetTape } from "./forget_tape.ts";
import { LIMIT, needOf, outOfMemory, refuseTooLarge } from "./memory.ts";
import type { TrainingBackend } from "./runtime.ts";

/** A step as it is, after a look at the memory it needs. */
export function compile(
  backend: TrainingBackend,
  step: Step,
): (input: StepInput) => Promise<StepOutput> {
  const run = eager(step);
  let fits = false;
  return async (input) => {
    if (!fits) {
      const need = needOf(backend, step, input);
      if (need) refuseTooLarge(need);
      fits = true;
    }
    try {
      return await run(input);
    } catch (error) {
      forgetTape();
      const taken = backend.heap.memory.buffer.byteLength;
      // where C++ finds no memory it aborts, and the module cannot be used again
      if (error instanceof WebAssembly.RuntimeError && taken > 0.9 * LIMIT) {
        throw outOfMemory(0, taken);
      }
      throw error;
    }
  };
}
