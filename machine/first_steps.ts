import { tf } from "../backends/tf.ts";
import type { PlannedStage } from "../run/recipe/plan_stages.ts";
import { disposeReplaced } from "../run/parts/dispose_replaced.ts";
import { NEIGHBOURS } from "../run/train/found_neighbours.ts";
import { initialState } from "../run/train/initial_state.ts";
import { runSteps } from "../run/train/run_steps.ts";
import type { StepContext } from "../run/train/step_context.ts";
import type { StepDone } from "../run/train/step_done.ts";

/**
 * Takes the steps of a stage that trains, from its first on, with fresh weights. Each image stands
 * for its own neighbour: the time is the same.
 */
export async function* firstSteps(
  context: StepContext,
  planned: PlannedStage,
): AsyncGenerator<StepDone, void, void> {
  const fresh = initialState(context.task), { length } = context.dataset;
  const own = tf.tidy(() => tf.reshape(tf.range(0, length, 1, "int32"), [length, 1]));
  const buffers = { ...fresh.buffers, [NEIGHBOURS]: own };
  let state = { ...fresh, step: planned.firstStep, buffers };
  try {
    for await (const done of runSteps(context, [planned], state)) {
      state = { ...done.state, buffers: { ...done.state.buffers, [NEIGHBOURS]: own } };
      yield done;
    }
  } finally {
    disposeReplaced([state.weights, state.buffers, state.slots], []);
  }
}
