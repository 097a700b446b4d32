import { setImmediate } from "node:timers";
import type { Backend } from "../../backends/backend.ts";
import { type Tensors, tf } from "../../backends/tf.ts";
import { hashText, Stream } from "../../core/random.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { DEVICE_NUMBERS } from "../../nn/augment.ts";
import { initialSlots } from "../../nn/optimisers.ts";
import { learningRateAt } from "../../nn/schedules.ts";
import { initialise } from "../../nn/scope.ts";
import type { ComputeResult, ComputeStage, TrainStage } from "../../plugins/strategy.ts";
import { matrix } from "../../search/matrix.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import type { AugmentOn } from "../parts/augment_on.ts";
import { addStep, endEpoch, NO_PROGRESS, type TermValues } from "./epoch.ts";
import type { HostStep } from "./host_batches.ts";
import { backendMultiply } from "../parts/multiply.ts";
import { onBackend } from "../parts/on_backend.ts";
import { auxiliaryStage, placeOfStep, type PlannedStage } from "../recipe/plan_stages.ts";
import { predictAll } from "./predict.ts";
import { openStagePart, type StagePart } from "./stage_part.ts";
import { blankBatch, disposeReplaced, packBatch, trainedWeights } from "./step.ts";
import type { Task } from "../recipe/task.ts";

/** Where the neighbours that a stage has found are kept between the buffers. */
export const NEIGHBOURS = "found/neighbours";

/** What one step has done. */
export interface StepDone {
  readonly planned: PlannedStage;
  readonly state: TrainingState;
  readonly terms: TermValues;
  /** Which images the batch held, and of which split. */
  readonly indices: Int32Array;
  readonly split: string;
  readonly learningRate: number;
  /** Whether the step was the last of its epoch; `state.progress.last` then holds its means. */
  readonly epochEnded: boolean;
  /** Milliseconds spent waiting for the batch, or making it in place of training. */
  readonly waited: number;
}

/** The state before the first step. The caller owns its tensors. */
export function initialState(task: Task): TrainingState {
  const { weights, buffers } = initialise(task.recipe.seed, (scope) => {
    task.strategy.predict(scope, tf.zeros([1, ...task.input]));
    for (const stage of task.strategy.stages) {
      // Two images stand for a batch: only the names and shapes of what is asked for count.
      const pass = task.auxiliary === undefined ? undefined : auxiliaryStage(stage);
      for (const part of [stage, pass]) {
        if (part?.kind === "train") part.loss(scope, blankBatch(part, 2, task.input));
      }
    }
  });
  return { step: 0, weights, buffers, slots: {}, progress: NO_PROGRESS };
}

/** What a run works on. */
export interface Workplace {
  readonly task: Task;
  readonly dataset: Dataset;
  /** The auxiliary split, where the task has one. */
  readonly auxiliary?: Dataset;
  readonly backend: Backend;
  /** Where views are made; by the host where absent. */
  readonly augment?: AugmentOn;
  /** Told how far a compute stage is. */
  progress(what: string, done: number, total: number): void;
}

/**
 * Trains from a state on, one step each time the next value is asked for. The state of the last
 * value given belongs to the session until the next one: save it, read it, keep no tensor.
 */
export async function* runSteps(
  place: Workplace,
  plan: readonly PlannedStage[],
  start: TrainingState,
): AsyncGenerator<StepDone, void, void> {
  let state = start;
  for (const planned of plan) {
    if (state.step >= planned.firstStep + planned.steps) continue;
    const { stage } = planned;
    const stretch = stage.kind === "train"
      ? runStage(place, planned, stage, state)
      : runCompute(place, planned, stage, state);
    for await (const done of stretch) {
      yield done;
      state = done.state;
    }
  }
}

async function* runStage(
  place: Workplace,
  planned: PlannedStage,
  stage: TrainStage,
  start: TrainingState,
): AsyncGenerator<StepDone, void, void> {
  const { firstStep, firstPass, stepsPerEpoch, steps } = planned;
  const { task, dataset, backend } = place, { recipe } = task;
  const neighbours = await neighboursIn(start), { split } = recipe.dataset;
  await using own = openStagePart(place, { stage, firstPass, dataset, split, neighbours });
  await using auxiliary = openAuxiliaryPart(place, planned);
  let state = start;
  if (state.step === firstStep) state = { ...state, slots: freshSlots(stage, state) };

  for (let local = state.step - firstStep; local < steps; local++) {
    const asked = performance.now(), at = placeOfStep(planned, local);
    const part = at.auxiliary ? auxiliary! : own;
    const host = await part.batches.batch(at.batch);
    const waited = Math.max(performance.now() - asked, host.held);
    const time = { step: local, stepsPerEpoch, epochs: stage.epochs };
    const rate = learningRateAt(stage.schedule, stage.optimiser.learningRate, time);
    const batch = packBatch(
      {
        ...uploaded(host, part.sent, task.input),
        draws: drawn(part.stage, recipe.seed, local),
        progress: tf.scalar(local / steps),
      },
      host.drawn?.map((numbers) => tf.tensor2d(numbers, [stage.batchSize, DEVICE_NUMBERS])),
    );
    const learningRate = tf.scalar(rate);
    const { weights, slots } = state;
    // Neighbours are for the host: a step has no use for them.
    const { [NEIGHBOURS]: kept, ...buffers } = state.buffers;
    const { output, terms } = await onBackend(backend.name, async () => {
      const output = await part.step({ weights, buffers, slots, batch, learningRate });
      return { output, terms: await readTerms(output.terms) };
    });
    disposeReplaced(
      [weights, buffers, slots, batch, output.terms, { learningRate }],
      [output.weights, output.buffers, output.slots],
    );
    const epochEnded = (local + 1) % stepsPerEpoch === 0;
    const summed = addStep(state.progress, terms, at.auxiliary);
    state = {
      step: state.step + 1,
      weights: output.weights,
      buffers: kept ? { ...output.buffers, [NEIGHBOURS]: kept } : output.buffers,
      slots: output.slots,
      progress: epochEnded ? endEpoch(summed) : summed,
    };
    const images = { indices: host.indices, split: part.split };
    yield { planned, state, terms, ...images, learningRate: rate, epochEnded, waited };
    // Lets signals, timers and workers have their turn.
    await new Promise((next) => setImmediate(next));
  }
}

/** Opens what makes the steps of a stage's auxiliary pass; nothing where it has none. */
function openAuxiliaryPart(
  place: Workplace,
  { auxiliary }: PlannedStage,
): StagePart | undefined {
  if (!auxiliary) return undefined;
  const { stage, firstPass } = auxiliary, { split } = place.task.recipe.dataset.auxiliary!;
  if (!place.auxiliary) throw new TypeError("Cannot train: the auxiliary split is not open");
  return openStagePart(place, { stage, firstPass, dataset: place.auxiliary, split });
}

/** A compute stage is one step: what it finds replaces buffers, and weights stay. */
async function* runCompute(
  { task, dataset, progress }: Workplace,
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

async function neighboursIn(
  { buffers: { [NEIGHBOURS]: kept } }: TrainingState,
): Promise<ComputeResult["neighbours"]> {
  return kept && { k: kept.shape[1]!, indices: await kept.data<"int32">() };
}

function uploaded(
  { views, indices, labelled }: HostStep,
  sent: Task["input"],
  input: Task["input"],
) {
  const tensor = (view: Float32Array, [height, width, channels]: Task["input"]) =>
    tf.tensor4d(view, [view.length / (height * width * channels), height, width, channels]);
  const images = (view: Float32Array) => tensor(view, input);
  return {
    views: views.map((view) => tensor(view, sent)),
    indices: tf.tensor1d(indices, "int32"),
    ...labelled && {
      labelled: {
        views: labelled.views.map(images),
        labels: tf.tensor1d(labelled.labels, "int32"),
      },
    },
  };
}

/** What a stage has drawn for a step: it follows from the seed, the draw's name and the step. */
function drawn({ draws = {} }: TrainStage, seed: number, step: number) {
  return Object.fromEntries(
    Object.entries(draws).map(([name, { count, below }]) => {
      const random = new Stream(seed, "negatives", step, hashText(name));
      const numbers = Int32Array.from({ length: count }, () => random.below(below));
      return [name, tf.tensor1d(numbers, "int32")];
    }),
  );
}

function freshSlots(stage: TrainStage, state: TrainingState): Tensors {
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
