import type { Step, StepInput, StepOutput } from "../backend.ts";
import { eager } from "../eager.ts";
import { forgetTape } from "./forget_tape.ts";
import { needOf, refuseTooLarge } from "./memory.ts";
import { record } from "./recording.ts";
import { replayer } from "./replay.ts";
import type { TrainingBackend } from "./runtime.ts";

/** So many kinds of input are recorded; a step that has more of them is run as it is. */
const KINDS = 4;

/**
 * Looks at the memory a step needs, runs it as it is while its kernels are recorded, and from then
 * on runs the recording.
 */
export function compile(
  backend: TrainingBackend,
  step: Step,
): (input: StepInput) => Promise<StepOutput> {
  const replays: ReturnType<typeof replayer>[] = [];
  let fits = false, tries = 0;

  async function run(input: StepInput): Promise<StepOutput> {
    for (const replay of replays) {
      const output = replay(input);
      if (output) return output;
    }
    if (++tries > KINDS) return await eager(step)(input);
    const { output, recording } = await record(backend, step, input);
    if (recording) replays.push(replayer(backend, recording));
    return output;
  }

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
      throw error;
    }
  };
}
