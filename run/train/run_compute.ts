import type { ComputeStage } from "../../plugins/strategy.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import type { PlannedStage } from "../recipe/plan_stages.ts";
import { computeOf } from "./compute.ts";
import type { StepContext } from "./step_context.ts";
import type { StepDone } from "./step_done.ts";

/** A compute stage is one step: what it finds replaces buffers, and weights stay. */
export async function* runCompute(
  context: StepContext,
  planned: PlannedStage,
  stage: ComputeStage,
  state: TrainingState,
): AsyncGenerator<StepDone, void, void> {
  const { buffers, result } = await computeOf(context, state, (given) => stage.compute(given));
  const found = termsOf(result);
  yield {
    planned,
    state: {
      ...state,
      step: state.step + 1,
      buffers,
      progress: { count: 0, sums: {}, last: { ...state.progress.last, ...found } },
    },
    terms: found,
    indices: new Int32Array(0),
    split: context.task.recipe.dataset.split,
    learningRate: 0,
    epochEnded: true,
    waited: 0,
  };
}

/** Terms as those of a step are: a list of values each. */
export function termsOf({ terms = {} }: { readonly terms?: Readonly<Record<string, number>> }) {
  return Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, [value]]));
}
