import { tf } from "../../backends/tf.ts";
import type { PlannedStage } from "../recipe/plan_stages.ts";
import { disposeReplaced } from "../parts/dispose_replaced.ts";
import { NEIGHBOURS } from "./found_neighbours.ts";
import { initialState } from "./initial_state.ts";
import { runSteps } from "./run_steps.ts";
import type { StepContext } from "./step_context.ts";
import type { StepDone } from "./step_done.ts";

/**
 * Takes the steps of a stage that trains, from its first on, with fresh weights. Each image stands
 * for its own neighbour: the time is the same. What the stage renews is left as it is.
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
    for await (const done of runSteps({ ...context, renews: false }, [planned], state)) {
      state = { ...done.state, buffers: { ...done.state.buffers, [NEIGHBOURS]: own } };
      yield done;
    }
  } finally {
    disposeReplaced([state.weights, state.buffers, state.slots], []);
  }
}
