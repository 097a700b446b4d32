import type { Step, StepInput, StepOutput } from "../backend.ts";
import { eager } from "../eager.ts";
import { tf } from "../tf.ts";
import { foldConstants } from "./fold_constants.ts";
import { forgetTape } from "./forget_tape.ts";
import { needOf, refuseTooLarge } from "./memory.ts";
import { record } from "./recording.ts";
import { replayer } from "./replay.ts";
import type { TrainingBackend } from "./runtime.ts";

/** So many kinds of input are recorded; a step that has more of them is run as it is. */
const KINDS = 4;

/**
 * Records a step's kernels in a dry run, looks at the memory they need, and runs the recording. What
 * cannot be recorded is run as it is every time.
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
    const { need, recording } = record(backend, step, input);
    if (!recording) {
      if (need) refuseTooLarge(need);
      const output = await eager(step)(input);
      tries = KINDS;
      return output;
    }
    const folded = foldConstants(backend, recording), replay = replayer(backend, folded);
    const least = needOf(backend, (dummies) => replay(dummies)!, input);
    try {
      if (least) refuseTooLarge(least);
    } catch (error) {
      for (const [, { dataId }] of folded.constants) backend.disposeData(dataId);
      throw error;
    }
    replays.push(replay);
    // not where two of its inputs are the same memory
    return replay(input) ?? await eager(step)(input);
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
