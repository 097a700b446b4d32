import { type BatchOptions, blockOf, imagesOfBlock } from "../../pipeline/batches.ts";
import type { ComputeContext, Renewal, RenewalResult, TrainStage } from "../../plugins/strategy.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import { onBackend } from "../parts/on_backend.ts";
import { placeOfStep, type PlannedStage } from "../recipe/plan_stages.ts";
import { computeOf } from "./compute.ts";
import { addStep } from "./epoch.ts";
import { termsOf } from "./run_compute.ts";
import type { StepContext } from "./step_context.ts";

/** What came of a renewal. */
interface Renewed {
  readonly state: TrainingState;
  /** Whether the stage ends here. */
  readonly ends: boolean;
}

/**
 * Computes anew what a stage wants anew before a step, where it is due. It follows from the state
 * alone: a run that was stopped before this step does the same again.
 *
 * @param local The step, from the stage's first on.
 */
export async function renewBefore(
  context: StepContext,
  planned: PlannedStage,
  stage: TrainStage,
  state: TrainingState,
  local: number,
): Promise<Renewed> {
  const { renewal } = stage, due = context.renews !== false && renewal;
  const round = due ? roundAt(renewal, planned, stage, context.dataset.length, local) : undefined;
  if (!renewal || round === undefined) return { state, ends: false };
  const block = renewal.every === "block" ? blockAt(context, planned, stage, local) : undefined;
  const images = block ?? Uint32Array.from({ length: context.dataset.length }, (_, i) => i);
  // A block is done in no time: nothing is said of it.
  const quiet = block ? { ...context, progress() {} } : context;
  const work = (given: ComputeContext) => renewal.compute({ ...given, round, images });
  const { buffers, result } = await onBackend(
    context.backend.name,
    () => computeOf<RenewalResult>(quiet, state, work, block),
  );
  const progress = addStep(state.progress, termsOf(result), renewal.name);
  return { state: { ...state, buffers, progress }, ends: result.ends ?? false };
}

/** How many renewals came before the one that is due before a step; nothing where none is due. */
function roundAt(
  { every }: Renewal,
  planned: PlannedStage,
  { blocks, batchSize }: TrainStage,
  length: number,
  local: number,
): number | undefined {
  let step = local, between: number;
  if (every === "block") {
    if (!blocks) throw new TypeError("Cannot renew by the block: the stage has no blocks");
    const { pass, batch } = placeOfStep(planned, local);
    if (pass !== undefined) return undefined;
    [step, between] = [batch, blockOf(blocks, length, batchSize).steps];
  } else {
    between = "steps" in every ? every.steps : every.epochs * planned.stepsPerEpoch;
  }
  return step % between === 0 ? step / between : undefined;
}

/** The images of the block that begins with a step. */
function blockAt(
  { task, dataset }: StepContext,
  planned: PlannedStage,
  { batchSize, batching, blocks }: TrainStage,
  local: number,
): Uint32Array {
  const { seed } = task.recipe, { firstPass } = planned;
  const options: BatchOptions = {
    ...{ length: dataset.length, batchSize, batching, blocks, seed, firstPass },
  };
  return imagesOfBlock(options, placeOfStep(planned, local).batch);
}
