import { type Tensors, tf } from "../../backends/tf.ts";
import type { ComputeContext, ComputeResult } from "../../plugins/strategy.ts";
import { type Matrix, matrix } from "../../search/matrix.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import { disposeReplaced } from "../parts/dispose_replaced.ts";
import { backendMultiply } from "../parts/multiply.ts";
import { NEIGHBOURS } from "./found_neighbours.ts";
import { inputBatches } from "./network_inputs.ts";
import { predictAll } from "./predict.ts";
import type { StepContext } from "./step_context.ts";

/**
 * Lets a strategy compute something of a state without a gradient, and puts what it finds between the
 * buffers. Whoever gave the state goes on with these.
 *
 * @param images Whose inputs, features and probabilities it gets; those of all images if absent.
 * @returns The buffers, and its result.
 */
export async function computeOf<Result extends ComputeResult>(
  { task, dataset, backend: { group }, progress }: StepContext,
  state: TrainingState,
  work: (context: ComputeContext) => Promise<Result> | Result,
  images?: Uint32Array,
): Promise<{ buffers: Tensors; result: Result }> {
  using multiply = backendMultiply(group);
  let predicted: ReturnType<typeof predictAll> | undefined;
  const predictions = () =>
    predicted ??= predictAll(
      task,
      state,
      dataset,
      (done, total) => progress("computing features", done, total),
      { only: images, group },
    );
  const result = await work({
    seed: task.recipe.seed,
    terms: state.progress.last,
    multiply,
    async features(): Promise<Matrix> {
      const { features, featureSize } = await predictions();
      return matrix(features, featureSize);
    },
    async probabilities(): Promise<Matrix> {
      const { probabilities, clusters } = await predictions();
      if (!probabilities) throw new TypeError("Cannot give probabilities: nothing is clustered");
      return matrix(probabilities, clusters);
    },
    async inputs(): Promise<Matrix> {
      const { input: [height, width, channels] } = task, size = height * width * channels;
      const rows = new Float32Array((images?.length ?? dataset.length) * size);
      for await (const { first, count, inputs } of inputBatches(task, dataset, images)) {
        rows.set(inputs.subarray(0, count * size), first * size);
      }
      return matrix(rows, size);
    },
    async buffer(name) {
      return Float32Array.from(await bufferNamed(state, name).data());
    },
    progress,
  });
  return { buffers: withFound(state, result), result };
}

function bufferNamed({ buffers }: TrainingState, name: string): tf.Tensor {
  const found = buffers[name];
  if (found) return found;
  throw new TypeError(`Cannot use "${name}": the network must ask for such a buffer`);
}

/** The buffers with what was found; those that it replaces are disposed of. */
function withFound(state: TrainingState, { buffers = {}, neighbours }: ComputeResult): Tensors {
  const renewed = { ...state.buffers };
  for (const [name, values] of Object.entries(buffers)) {
    const old = bufferNamed(state, name);
    if (old.size !== values.length) {
      throw new TypeError(
        `Cannot keep "${name}": it must hold ${old.size} numbers, and ${values.length} were found`,
      );
    }
    renewed[name] = tf.tensor(values, old.shape);
  }
  if (neighbours) {
    const { k, indices } = neighbours;
    renewed[NEIGHBOURS] = tf.tensor2d(indices, [indices.length / k, k], "int32");
  }
  disposeReplaced([state.buffers], [renewed]);
  return renewed;
}
