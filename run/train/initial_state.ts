import { tf } from "../../backends/tf.ts";
import { initialise } from "../../nn/scope.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import { passStages } from "../recipe/pass_stages.ts";
import type { Task } from "../recipe/task.ts";
import { blankBatch } from "./batch.ts";
import { NO_PROGRESS } from "./epoch.ts";

/** The state before the first step. The caller owns its tensors. */
export function initialState(task: Task): TrainingState {
  const { weights, buffers } = initialise(task.recipe.seed, (scope) => {
    task.strategy.predict(scope, tf.zeros([1, ...task.input]));
    for (const stage of task.strategy.stages) {
      // Two images stand for a batch: only the names and shapes of what is asked for count.
      const passes = passStages(stage, task.auxiliary !== undefined);
      for (const part of [stage, ...passes.map(({ stage }) => stage)]) {
        if (part.kind === "train") part.loss(scope, blankBatch(part, 2, task.input));
      }
    }
  });
  return { step: 0, weights, buffers, slots: {}, progress: NO_PROGRESS };
}
