import { CrlcError } from "../../core/errors.ts";
import { blockOf, passesIn, stepsInEpoch } from "../../pipeline/batches.ts";
import type { Stage, TrainStage } from "../../plugins/strategy.ts";
import { requireBatch } from "./batch_size.ts";
import { type PassStage, passStages } from "./pass_stages.ts";
import type { Task } from "./task.ts";

/** A stage with its place in the run. */
export interface PlannedStage<S extends Stage = Stage> {
  readonly stage: S;
  readonly epochs: number;
  /** With those of its passes, where there are some. */
  readonly stepsPerEpoch: number;
  /** Images a step. */
  readonly images: number;
  /** Number of the stage's first step in the run. */
  readonly firstStep: number;
  /** Number of the stage's first permutation, so that no stage repeats another's. */
  readonly firstPass: number;
  readonly steps: number;
  /** The passes of every epoch, those before the stage's own steps first, each as if it were a stage. */
  readonly passes: readonly PlannedPass[];
}

/** A pass of a stage, laid out. */
export interface PlannedPass
  extends PlannedStage<TrainStage>, Pick<PassStage, "name" | "of" | "after"> {}

/** Added to the passes of auxiliary images, so that they draw views of their own. */
const AUXILIARY_PASSES = 0x4000_0000;

/**
 * Lays out the steps of a run.
 *
 * @throws {CrlcError} `BATCH_TOO_LARGE` if a stage's batch holds more images than there are;
 *   `BAD_OPTION` if a stage with passes has its length in steps.
 */
export function planStages(task: Task, samples: number): PlannedStage[] {
  let firstStep = 0;
  const firstPass = { own: 0, auxiliary: AUXILIARY_PASSES };
  const lengths = { own: samples, auxiliary: task.auxiliary ?? 0 };
  /** Lays out steps over some images, and has the next ones draw permutations of their own. */
  function place<S extends Stage>(stage: S, of: PassStage["of"]): PlannedStage<S> {
    const places = { firstStep, firstPass: firstPass[of] };
    const planned = planPart(stage, lengths[of], places, of === "auxiliary");
    firstPass[of] += permutationsOf(planned, lengths[of]);
    return planned;
  }
  return task.strategy.stages.map((stage) => {
    const own = place(stage, "own");
    const passes = passStages(stage, task.auxiliary !== undefined)
      .map(({ name, of, after, stage }) => ({ ...place(stage, of), name, of, after }));
    if (passes.length > 0) requireEpochs(stage);
    const sum = (pick: (part: PlannedStage) => number) =>
      passes.reduce((total, pass) => total + pick(pass), pick(own));
    const steps = sum(({ steps }) => steps);
    firstStep += steps;
    return { ...own, stepsPerEpoch: sum(({ stepsPerEpoch }) => stepsPerEpoch), steps, passes };
  });
}

type Length = Pick<TrainStage, "epochs" | "steps" | "batchSize" | "times" | "blocks">;

/** Lays out the steps of a stage over so many images. */
function planPart<S extends Stage>(
  stage: S,
  length: number,
  places: { readonly firstStep: number; readonly firstPass: number },
  auxiliary: boolean,
): PlannedStage<S> {
  const { epochs, steps, batchSize, times = 1, blocks }: Length = stage.kind === "train"
    ? stage
    : { epochs: 1, batchSize: length };
  const most = blocks ? blockOf(blocks, length, batchSize).size : length;
  requireBatch(batchSize, most, auxiliary);
  const stepsPerEpoch = stepsInEpoch({ length, batchSize, blocks }) * times;
  return {
    ...places,
    stage,
    epochs: steps === undefined ? epochs : Math.ceil(steps / stepsPerEpoch),
    images: batchSize,
    stepsPerEpoch,
    steps: steps ?? stepsPerEpoch * epochs,
    passes: [],
  };
}

function requireEpochs(stage: Stage): void {
  if (stage.kind !== "train" || stage.steps === undefined) return;
  throw new CrlcError(
    "usage",
    "BAD_OPTION",
    `Cannot train ${stage.steps} steps: a stage with other passes in its epochs must have its length in epochs`,
    { hint: "--epochs N gives it; --set dataset.auxiliary=null leaves the other pass out" },
  );
}

/** Permutations that a stage goes through. */
function permutationsOf({ stage, steps }: PlannedStage, length: number): number {
  return stage.kind === "train" ? passesIn({ ...stage, length }, steps) : 0;
}

/** The part of a stage without its passes, as if it had none. */
export function withoutPasses(planned: PlannedStage): PlannedStage {
  const { passes } = planned;
  if (passes.length === 0) return planned;
  const less = (pick: (part: PlannedStage) => number) =>
    passes.reduce((rest, pass) => rest - pick(pass), pick(planned));
  return {
    ...planned,
    stepsPerEpoch: less(({ stepsPerEpoch }) => stepsPerEpoch),
    steps: less(({ steps }) => steps),
    passes: [],
  };
}

/**
 * What a step of a stage takes its images from, and which batch of it.
 *
 * @param local The step, from the stage's first on.
 * @returns `pass` is the place of the pass; absent for the stage's own steps.
 */
export function placeOfStep(
  { stepsPerEpoch, passes }: PlannedStage,
  local: number,
): { readonly pass?: number; readonly batch: number } {
  const epoch = Math.floor(local / stepsPerEpoch);
  let within = local % stepsPerEpoch;
  const own = passes.reduce((rest, pass) => rest - pass.stepsPerEpoch, stepsPerEpoch);
  for (const [pass, { stepsPerEpoch: steps, after }] of passes.entries()) {
    // The stage's own steps lie between the passes before and after them.
    const from = after ? own : 0;
    if (within < from) break;
    if (within < from + steps) return { pass, batch: epoch * steps + within - from };
    within -= steps;
  }
  return { batch: epoch * own + within };
}
