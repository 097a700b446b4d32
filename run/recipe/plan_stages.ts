import { passesIn } from "../../pipeline/batches.ts";
import type { AuxiliaryPass, Stage, TrainStage } from "../../plugins/strategy.ts";
import { requireBatch } from "./batch_size.ts";
import type { Task } from "./task.ts";

/** A stage with its place in the run. */
export interface PlannedStage<S extends Stage = Stage> {
  readonly stage: S;
  readonly epochs: number;
  /** With those of the auxiliary pass, where there is one. */
  readonly stepsPerEpoch: number;
  /** Images a step. */
  readonly images: number;
  /** Number of the stage's first step in the run. */
  readonly firstStep: number;
  /** Number of the stage's first permutation, so that no stage repeats another's. */
  readonly firstPass: number;
  readonly steps: number;
  /** The pass over the auxiliary split that comes first in every epoch, as if it were a stage. */
  readonly auxiliary?: PlannedStage<TrainStage>;
}

/** Added to the passes of auxiliary images, so that they draw views of their own. */
const AUXILIARY_PASSES = 0x4000_0000;

/**
 * Lays out the steps of a run.
 *
 * @throws {CrlcError} `BATCH_TOO_LARGE` if a stage's batch holds more images than there are.
 */
export function planStages(task: Task, samples: number): PlannedStage[] {
  let firstStep = 0, firstPass = 0, firstAuxiliaryPass = AUXILIARY_PASSES;
  return task.strategy.stages.map((stage) => {
    const own = planPart(stage, samples, { firstStep, firstPass });
    firstPass += passesOf(own, samples);
    const pass = auxiliaryStage(stage), length = task.auxiliary;
    if (!pass || length === undefined) {
      firstStep += own.steps;
      return own;
    }
    const places = { firstStep, firstPass: firstAuxiliaryPass };
    const auxiliary = planPart(pass, length, places, true);
    firstAuxiliaryPass += passesOf(auxiliary, length);
    const stepsPerEpoch = own.stepsPerEpoch + auxiliary.stepsPerEpoch;
    const steps = own.steps + auxiliary.steps;
    firstStep += steps;
    return { ...own, stepsPerEpoch, steps, auxiliary };
  });
}

/** Lays out the steps of a stage over so many images. */
function planPart<S extends Stage>(
  stage: S,
  length: number,
  places: { readonly firstStep: number; readonly firstPass: number },
  auxiliary = false,
): PlannedStage<S> {
  const { epochs, batchSize } = stage.kind === "train" ? stage : { epochs: 1, batchSize: length };
  requireBatch(batchSize, length, auxiliary);
  const stepsPerEpoch = Math.floor(length / batchSize);
  return {
    ...places,
    stage,
    epochs,
    images: batchSize,
    stepsPerEpoch,
    steps: stepsPerEpoch * epochs,
  };
}

/** Permutations that a stage goes through. */
function passesOf({ stage, steps }: PlannedStage, length: number): number {
  return stage.kind === "train" ? passesIn({ ...stage, length }, steps) : 0;
}

/** The auxiliary pass of a stage as a stage of its own; nothing where it has none. */
export function auxiliaryStage(stage: Stage): TrainStage | undefined {
  if (stage.kind === "compute" || !stage.auxiliary) return undefined;
  const { epochs, batchSize, batching, optimiser, schedule, name } = stage;
  const pass: AuxiliaryPass = stage.auxiliary;
  return {
    ...{ name, kind: "train", epochs, batchSize, batching, optimiser, schedule },
    views: pass.views.map((augment) => ({ from: "self", augment })),
    draws: pass.draws,
    trains: (weight) => (stage.trains?.(weight) ?? true) && (pass.trains?.(weight) ?? true),
    loss: (scope, batch) => pass.loss(scope, batch),
  };
}

/** The part of a stage without its auxiliary pass, as if it had none. */
export function withoutAuxiliary(planned: PlannedStage): PlannedStage {
  const { auxiliary, ...rest } = planned;
  if (!auxiliary) return planned;
  return {
    ...rest,
    stepsPerEpoch: rest.stepsPerEpoch - auxiliary.stepsPerEpoch,
    steps: rest.steps - auxiliary.steps,
  };
}

/**
 * What a step of a stage takes its images from, and which batch of it.
 *
 * @param local The step, from the stage's first on.
 */
export function placeOfStep(
  { stepsPerEpoch, auxiliary }: PlannedStage,
  local: number,
): { readonly auxiliary: boolean; readonly batch: number } {
  if (!auxiliary) return { auxiliary: false, batch: local };
  const epoch = Math.floor(local / stepsPerEpoch), within = local % stepsPerEpoch;
  const first = auxiliary.stepsPerEpoch;
  return within < first
    ? { auxiliary: true, batch: epoch * first + within }
    : { auxiliary: false, batch: epoch * (stepsPerEpoch - first) + within - first };
}
