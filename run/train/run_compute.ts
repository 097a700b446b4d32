import { tf } from "../../backends/tf.ts";
import type { ComputeStage } from "../../plugins/strategy.ts";
import { matrix } from "../../search/matrix.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import { backendMultiply } from "../parts/multiply.ts";
import type { PlannedStage } from "../recipe/plan_stages.ts";
import { disposeReplaced } from "../parts/dispose_replaced.ts";
import { NEIGHBOURS } from "./found_neighbours.ts";
import { predictAll } from "./predict.ts";
import type { StepContext } from "./step_context.ts";
import type { StepDone } from "./step_done.ts";

/** A compute stage is one step: what it finds replaces buffers, and weights stay. */
export async function* runCompute(
  { task, dataset, progress }: StepContext,
  planned: PlannedStage,
  stage: ComputeStage,
  state: TrainingState,
): AsyncGenerator<StepDone, void, void> {
  using multiply = backendMultiply();
  const { buffers = {}, neighbours, terms = {} } = await stage.compute({
    seed: task.recipe.seed,
    terms: state.progress.last,
    multiply,
    async features() {
      const { features, featureSize } = await predictAll(
        task,
        state,
        dataset,
        (done, total) => progress("computing features", done, total),
      );
      return matrix(features, featureSize);
    },
    progress,
  });
  const renewed = { ...state.buffers };
  for (const [name, values] of Object.entries(buffers)) {
    const old = state.buffers[name];
    if (old?.size !== values.length) {
      throw new TypeError(`Cannot keep "${name}": the network must ask for such a buffer`);
    }
    renewed[name] = tf.tensor(values, old.shape);
  }
  if (neighbours) {
    const { k, indices } = neighbours;
    renewed[NEIGHBOURS] = tf.tensor2d(indices, [indices.length / k, k], "int32");
  }
  disposeReplaced([state.buffers], [renewed]);
  const found = Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, [value]]));
  yield {
    planned,
    state: {
      ...state,
      step: state.step + 1,
      buffers: renewed,
      progress: { count: 0, sums: {}, last: { ...state.progress.last, ...found } },
    },
    terms: found,
    indices: new Int32Array(0),
    split: task.recipe.dataset.split,
    learningRate: 0,
    epochEnded: true,
    waited: 0,
  };
}
