import { type Tensors, tf } from "../../backends/tf.ts";
import type { TrainStage } from "../../plugins/strategy.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import { disposeReplaced } from "../parts/dispose_replaced.ts";
import { FOUND, neighboursIn, validationNeighboursIn } from "./found_neighbours.ts";
import { predictAll } from "./predict.ts";
import type { StepContext } from "./step_context.ts";

/** Where the state of a stage's best epoch is kept between the buffers, until the stage ends. */
const BEST = "best/", WEIGHTS = `${BEST}weights/`, BUFFERS = `${BEST}buffers/`;
/** Its scores. */
const SCORES = `${BEST}scores`;

/** Buffers that a step uses, and those that are for the host alone. */
export function partBuffers(buffers: Tensors): { step: Tensors; host: Tensors } {
  const step: Record<string, tf.Tensor> = {}, host: Record<string, tf.Tensor> = {};
  for (const [name, tensor] of Object.entries(buffers)) {
    (name.startsWith(FOUND) || name.startsWith(BEST) ? host : step)[name] = tensor;
  }
  return { step, host };
}

/**
 * Scores an epoch that has ended, where the stage does, and keeps its state if it is the best so far;
 * at the stage's end the best one comes back. Whoever gave the state goes on with what this gives.
 *
 * @param last Whether it was the stage's last epoch.
 */
export async function keepBestEpoch(
  { task, dataset, validation, backend: { group }, progress }: StepContext,
  stage: TrainStage,
  state: TrainingState,
  last: boolean,
): Promise<TrainingState> {
  if (!stage.scoreEpoch) return state;
  const { probabilities, heads, samples, clusters } = await predictAll(
    task,
    state,
    validation ?? dataset,
    (done, total) => progress("scoring the epoch", done, total),
    { group },
  );
  if (!probabilities) throw new TypeError("Cannot score an epoch: nothing is clustered");
  const neighbours = await (validation ? validationNeighboursIn(state) : neighboursIn(state));
  const given = await stage.scoreEpoch({ probabilities, heads, samples, clusters, neighbours });
  // As a checkpoint keeps them.
  const scores = given.map(Math.fround);
  const before = await state.buffers[SCORES]?.data();
  const better = !before || Math.min(...scores) < Math.min(...before);
  const buffers = better ? withCopies(state, scores) : state.buffers;
  const scored = { ...state, buffers, progress: withScores(state, scores) };
  return last ? restored(scored) : scored;
}

function withScores({ progress }: TrainingState, scores: ArrayLike<number>) {
  return { ...progress, last: { ...progress.last, score: Array.from(scores) } };
}

/** The buffers with copies of the state among them, in place of those of another epoch. */
function withCopies({ weights, buffers }: TrainingState, scores: readonly number[]): Tensors {
  const { step, host } = partBuffers(buffers), { found, best } = partHost(host);
  tf.dispose(Object.values(best));
  const copies = (prefix: string, tensors: Tensors) =>
    Object.entries(tensors).map(([name, tensor]) => [prefix + name, tf.clone(tensor)]);
  return {
    ...step,
    ...found,
    [SCORES]: tf.tensor1d([...scores]),
    ...Object.fromEntries([...copies(WEIGHTS, weights), ...copies(BUFFERS, step)]),
  };
}

/** What was found, and what is kept of the best epoch. */
function partHost(host: Tensors): { found: Tensors; best: Tensors } {
  const found: Record<string, tf.Tensor> = {}, best: Record<string, tf.Tensor> = {};
  for (const [name, tensor] of Object.entries(host)) {
    (name.startsWith(BEST) ? best : found)[name] = tensor;
  }
  return { found, best };
}

/** The state of the best epoch in place of the last one's; the optimiser's slots stay. */
async function restored(state: TrainingState): Promise<TrainingState> {
  const { found, best } = partHost(partBuffers(state.buffers).host);
  const { [SCORES]: scores, ...kept } = best;
  const of = (prefix: string): Tensors =>
    Object.fromEntries(
      Object.entries(kept).filter(([name]) => name.startsWith(prefix))
        .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
    );
  const weights = of(WEIGHTS);
  const buffers = { ...of(BUFFERS), ...found };
  const progress = withScores(state, await scores.data());
  disposeReplaced([state.weights, state.buffers], [weights, buffers]);
  return { ...state, weights, buffers, progress };
}
