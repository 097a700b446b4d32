import { tf } from "../../backends/tf.ts";
import type { ComputeResult, TrainStage } from "../../plugins/strategy.ts";
import { matrix } from "../../search/matrix.ts";
import { nearestNeighbours } from "../../search/knn.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import { backendMultiply } from "../parts/multiply.ts";
import { predictAll } from "./predict.ts";
import type { StepContext } from "./step_context.ts";

/** What is found and kept between the buffers begins with this. */
export const FOUND = "found/";
/** Where the neighbours that a stage has found are kept, and those of the validation images. */
export const NEIGHBOURS = `${FOUND}neighbours`;
const OF_VALIDATION = `${FOUND}validation`;

/** The neighbours that an earlier stage has found, where one has. */
export const neighboursIn = (state: TrainingState) => kept(state, NEIGHBOURS);

/** The neighbours of the validation images among themselves, where they were found. */
export const validationNeighboursIn = (state: TrainingState) => kept(state, OF_VALIDATION);

async function kept(
  { buffers }: TrainingState,
  name: string,
): Promise<ComputeResult["neighbours"]> {
  const found = buffers[name];
  return found && { k: found.shape[1]!, indices: await found.data<"int32">() };
}

/**
 * Finds the neighbours of the validation images among themselves before the first step of a stage that
 * scores its epochs by them: by features, before the stage changes them.
 *
 * @returns The state, with the neighbours between its buffers.
 */
export async function withValidationNeighbours(
  { task, validation, backend: { group }, progress }: StepContext,
  { scoreEpoch, scoreNeighbours }: TrainStage,
  state: TrainingState,
): Promise<TrainingState> {
  if (!validation || !scoreEpoch || scoreNeighbours === undefined) return state;
  const { features, featureSize, samples } = await predictAll(
    task,
    state,
    validation,
    (done, total) => progress("computing features of validation images", done, total),
    { group },
  );
  using multiply = backendMultiply(group);
  const points = matrix(features, featureSize), wanted = Math.min(scoreNeighbours, samples - 1);
  const { k, indices } = await nearestNeighbours(points, points, wanted, {
    excludeSelf: true,
    multiply,
  });
  state.buffers[OF_VALIDATION]?.dispose();
  const found = tf.tensor2d(indices, [samples, k], "int32");
  return { ...state, buffers: { ...state.buffers, [OF_VALIDATION]: found } };
}
