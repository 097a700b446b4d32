import { setImmediate } from "node:timers";
import type { Backend } from "../backends/backend.ts";
import { type Tensors, tf } from "../backends/tf.ts";
import { CrlcError } from "../core/errors.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { initialSlots } from "../nn/optimisers.ts";
import { learningRateAt } from "../nn/schedules.ts";
import { initialise } from "../nn/scope.ts";
import { batchesOf, passesIn } from "../pipeline/batches.ts";
import { openLoader } from "../pipeline/loader.ts";
import type { Stage } from "../plugins/strategy.ts";
import type { TrainingState } from "./checkpoint.ts";
import { addStep, endEpoch, NO_PROGRESS, type TermValues } from "./epoch.ts";
import { disposeReplaced, packBatch, stepOf, trainedWeights } from "./step.ts";
import type { Task } from "./task.ts";

/** A stage with its place in the run. */
export interface PlannedStage {
  readonly stage: Stage;
  readonly stepsPerEpoch: number;
  /** Number of the stage's first step in the run. */
  readonly firstStep: number;
  /** Number of the stage's first permutation, so that no stage repeats another's. */
  readonly firstPass: number;
  readonly steps: number;
}

/** What one step has done. */
export interface StepDone {
  readonly planned: PlannedStage;
  readonly state: TrainingState;
  readonly terms: TermValues;
  /** Which images the batch held. */
  readonly indices: Int32Array;
  readonly learningRate: number;
  /** Whether the step was the last of its epoch; `state.progress.last` then holds its means. */
  readonly epochEnded: boolean;
  /** Milliseconds spent waiting for the batch. */
  readonly waited: number;
}

/**
 * Lays out the steps of a run.
 *
 * @throws {CrlcError} `BATCH_TOO_LARGE` if a stage's batch holds more images than there are.
 */
export function planStages(task: Task, samples: number): PlannedStage[] {
  let firstStep = 0, firstPass = 0;
  return task.strategy.stages.map((stage) => {
    if (stage.batchSize > samples) {
      throw new CrlcError(
        "usage",
        "BATCH_TOO_LARGE",
        `Cannot fill a batch: batchSize must be at most the number of images, ${samples}, and is ${stage.batchSize}`,
        { hint: `for example --set batchSize=${samples}` },
      );
    }
    const stepsPerEpoch = Math.floor(samples / stage.batchSize);
    const steps = stepsPerEpoch * stage.epochs;
    const planned = { stage, stepsPerEpoch, firstStep, firstPass, steps };
    firstStep += steps;
    firstPass += passesIn({ ...stage, length: samples }, steps);
    return planned;
  });
}

/** The state before the first step. The caller owns its tensors. */
export function initialState(task: Task): TrainingState {
  const { weights, buffers } = initialise(task.recipe.seed, (scope) => {
    task.strategy.predict(scope, tf.zeros([1, ...task.input]));
    for (const stage of task.strategy.stages) {
      // Two images stand for a batch: only the names and shapes of what is asked for count.
      stage.loss(scope, {
        views: stage.views.map(() => tf.zeros<tf.Rank.R4>([2, ...task.input])),
        indices: tf.tensor1d([0, 0], "int32"),
      });
    }
  });
  return { step: 0, weights, buffers, slots: {}, progress: NO_PROGRESS };
}

/**
 * Trains from a state on, one step each time the next value is asked for. The state of the last
 * value given belongs to the session until the next one: save it, read it, keep no tensor.
 */
export async function* runSteps(
  task: Task,
  dataset: Dataset,
  backend: Backend,
  plan: readonly PlannedStage[],
  start: TrainingState,
): AsyncGenerator<StepDone, void, void> {
  let state = start;
  for (const planned of plan) {
    if (state.step >= planned.firstStep + planned.steps) continue;
    for await (const done of runStage(task, dataset, backend, planned, state)) {
      yield done;
      state = done.state;
    }
  }
}

async function* runStage(
  task: Task,
  dataset: Dataset,
  backend: Backend,
  planned: PlannedStage,
  start: TrainingState,
): AsyncGenerator<StepDone, void, void> {
  const { stage, firstStep, firstPass, stepsPerEpoch, steps } = planned;
  const { recipe, normalise, input: [height, width, channels] } = task;
  await using loader = openLoader({
    dataset,
    batches: batchesOf({
      length: dataset.length,
      batchSize: stage.batchSize,
      batching: stage.batching,
      seed: recipe.seed,
      firstPass,
    }),
    output: { height, width },
    views: stage.views.map(({ from, augment }) => ({
      from,
      augmentation: recipe.input.augment[augment],
    })),
    normalise,
    seed: recipe.seed,
  });
  const step = backend.compile(stepOf(stage));
  let state = start;
  if (state.step === firstStep) state = { ...state, slots: freshSlots(stage, state) };
  const shape: [number, number, number, number] = [stage.batchSize, height, width, channels];

  for (let local = state.step - firstStep; local < steps; local++) {
    const asked = performance.now();
    const host = await loader.batch(local);
    const waited = performance.now() - asked;
    const time = { step: local, stepsPerEpoch, epochs: stage.epochs };
    const rate = learningRateAt(stage.schedule, stage.optimiser.learningRate, time);
    const batch = packBatch({
      views: host.views.map((view) => tf.tensor4d(view, shape)),
      indices: tf.tensor1d(host.indices, "int32"),
    });
    const learningRate = tf.scalar(rate);
    const { weights, buffers, slots } = state;
    const output = await step({ weights, buffers, slots, batch, learningRate });
    const terms = await readTerms(output.terms);
    disposeReplaced(
      [weights, buffers, slots, batch, output.terms, { learningRate }],
      [output.weights, output.buffers, output.slots],
    );
    const epochEnded = (local + 1) % stepsPerEpoch === 0;
    const summed = addStep(state.progress, terms);
    state = {
      step: state.step + 1,
      weights: output.weights,
      buffers: output.buffers,
      slots: output.slots,
      progress: epochEnded ? endEpoch(summed) : summed,
    };
    const { indices } = host;
    yield { planned, state, terms, indices, learningRate: rate, epochEnded, waited };
    // Lets signals, timers and workers have their turn.
    await new Promise((next) => setImmediate(next));
  }
}

function freshSlots(stage: Stage, state: TrainingState): Tensors {
  for (const slot of Object.values(state.slots)) slot.dispose();
  const trained = trainedWeights(stage, state.weights).map((name) => [name, state.weights[name]]);
  return tf.tidy(() => initialSlots(stage.optimiser, Object.fromEntries(trained)));
}

async function readTerms(terms: Tensors): Promise<TermValues> {
  const read = Object.entries(terms).map(async ([name, tensor]) => [
    name,
    [...await tensor.data()],
  ]);
  return Object.fromEntries(await Promise.all(read));
}
