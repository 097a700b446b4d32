import type { Step, StepInput, StepOutput } from "../backend.ts";
import { eager } from "../eager.ts";
import { tf } from "../tf.ts";
import { forgetTape } from "./forget_tape.ts";
import { needOf, refuseTooLarge } from "./memory.ts";
import { record } from "./recording.ts";
import { replayer } from "./replay.ts";
import type { TrainingBackend } from "./runtime.ts";
import { Signature } from "./signature.ts";

/** So many kinds of input are recorded; a step that has more of them is run as it is. */
const KINDS = 4;

/**
 * Looks at the memory a step needs, runs it as it is while its kernels are recorded, and from then
 * on runs the recording. What cannot be recorded is run as it is every time.
 */
export function compile(
  backend: TrainingBackend,
  step: Step,
): (input: StepInput) => Promise<StepOutput> {
  const replays: ReturnType<typeof replayer>[] = [];
  let tries = 0;

  async function run(input: StepInput): Promise<StepOutput> {
    // closed, or another one was made active: what it has recorded is not for that one
    if (tf.backend() as unknown !== backend) return await eager(step)(input);
    for (const replay of replays) {
      const output = replay(input);
      if (output) return output;
    }
    if (tries >= KINDS) return await eager(step)(input);
    tries++;
    const dry = new Signature(), need = needOf(backend, step, input, dry);
    if (need) refuseTooLarge(need);
    const { output, recording, repeatable } = record(backend, step, input, dry);
    if (recording) replays.push(replayer(backend, recording));
    if (!repeatable) tries = KINDS;
    return output;
  }

  return async (input) => {
    try {
      return await run(input);
    } catch (error) {
      forgetTape();
      throw error;
    }
  };
}
