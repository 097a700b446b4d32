import { setImmediate } from "node:timers";
import { release } from "../../core/release.ts";
import { type Tensors, tf } from "../../backends/tf.ts";
import { initialSlots } from "../../nn/optimisers.ts";
import { learningRateAt } from "../../nn/schedules.ts";
import type { TrainStage } from "../../plugins/strategy.ts";
import type { TrainingState } from "../folder/checkpoint.ts";
import { onBackend } from "../parts/on_backend.ts";
import { placeOfStep, type PlannedPass, type PlannedStage } from "../recipe/plan_stages.ts";
import { disposeReplaced } from "../parts/dispose_replaced.ts";
import { addStep, endEpoch, type TermValues } from "./epoch.ts";
import { keepBestEpoch, partBuffers } from "./best_epoch.ts";
import { neighboursIn, withValidationNeighbours } from "./found_neighbours.ts";
import { splitIndefinite } from "./indefinite.ts";
import { renewBefore } from "./renew.ts";
import { BatchAhead, type BatchPlace, type ReadyBatch, readyBatch } from "./ready_batch.ts";
import { runCompute } from "./run_compute.ts";
import { openStagePart, type StagePart } from "./stage_part.ts";
import type { StepContext } from "./step_context.ts";
import type { StepDone } from "./step_done.ts";
import { trainedWeights } from "./trained_weights.ts";

/**
 * Trains from a state on, one step each time the next value is asked for. The state of the last
 * value given belongs to the session until the next one: save it, read it, keep no tensor.
 */
export async function* runSteps(
  context: StepContext,
  plan: readonly PlannedStage[],
  start: TrainingState,
): AsyncGenerator<StepDone, void, void> {
  let state = start;
  for (const planned of plan) {
    if (state.step >= planned.firstStep + planned.steps) continue;
    const { stage } = planned;
    const stretch = stage.kind === "train"
      ? runStage(context, planned as PlannedStage<TrainStage>, stage, state)
      : runCompute(context, planned, stage, state);
    for await (const done of stretch) {
      yield done;
      state = done.state;
    }
  }
}

async function* runStage(
  context: StepContext,
  planned: PlannedStage<TrainStage>,
  stage: TrainStage,
  start: TrainingState,
): AsyncGenerator<StepDone, void, void> {
  const { firstStep, firstPass, stepsPerEpoch, steps } = planned;
  const { dataset, backend: { name } } = context, { split } = context.task.recipe.dataset;
  const neighbours = await neighboursIn(start);
  await using own = openStagePart(context, { stage, firstPass, dataset, split, neighbours });
  await using held = new AsyncDisposableStack();
  const passes = planned.passes.map((pass) => held.use(openPass(context, pass)));
  const { upload } = context.backend;
  // what is renewed before a step may change its batch
  const ahead = upload && !stage.renewal
    ? held.use(new BatchAhead(context.task, upload))
    : undefined;
  const placeOf = (local: number): BatchPlace => {
    const { pass, batch } = placeOfStep(planned, local);
    return { part: pass === undefined ? own : passes[pass], batch, local, steps };
  };
  let state = start;
  if (state.step === firstStep) {
    const fresh = { ...state, slots: freshSlots(stage, state) };
    state = await onBackend(name, () => withValidationNeighbours(context, stage, fresh));
  }

  for (let local = state.step - firstStep; local < steps; local++) {
    const renewed = await renewBefore(context, planned, stage, state, local);
    if (renewed.ends) return yield await endEarly(context, planned, renewed.state);
    const at = placeOfStep(planned, local);
    const place = placeOf(local);
    const pass = at.pass === undefined ? undefined : planned.passes[at.pass].name;
    const batch = await (ahead?.take(local) ?? readyBatch(context.task, place));
    const meanwhile = () => local + 1 < steps && ahead?.begin(placeOf(local + 1));
    const taken = await takeStep(context, planned, { place, batch, meanwhile }, renewed.state);
    const { terms, indefinite } = splitIndefinite(taken.terms);
    const summed = addStep(renewed.state.progress, terms, pass);
    // The last epoch of a length in steps may be a part of one.
    const epochEnded = (local + 1) % stepsPerEpoch === 0 || local + 1 === steps;
    state = { ...taken.state, progress: epochEnded ? endEpoch(summed) : summed };
    if (epochEnded) {
      const ended = state, last = local + 1 === steps;
      state = await onBackend(name, () => keepBestEpoch(context, stage, ended, last));
    }
    const images = { indices: batch.indices, split: place.part.split };
    const { learningRate } = taken, { waited } = batch;
    yield { planned, state, terms, indefinite, ...images, learningRate, epochEnded, waited };
    // Lets signals, timers and workers have their turn.
    await new Promise((next) => setImmediate(next));
  }
}

/** Takes a step of a stage that trains, or of a pass of it; the tensors it replaces are gone. */
async function takeStep(
  { backend }: StepContext,
  { stage, epochs, stepsPerEpoch, steps }: PlannedStage<TrainStage>,
  { place: { part, local }, batch: { tensors: batch, views }, meanwhile }: {
    readonly place: BatchPlace;
    readonly batch: ReadyBatch;
    /** Done while the step is computed. */
    readonly meanwhile: () => void;
  },
  state: TrainingState,
) {
  const time = { step: local, steps, stepsPerEpoch, epochs };
  const rate = learningRateAt(stage.schedule, stage.optimiser.learningRate, time);
  const learningRate = tf.scalar(rate);
  const { weights, slots } = state;
  // What is for the host alone, a step has no use for.
  const { step: buffers, host: kept } = partBuffers(state.buffers);
  const { output, terms } = await onBackend(backend.name, async () => {
    const stepping = part.step({ weights, buffers, slots, batch, learningRate });
    meanwhile();
    const output = await stepping;
    return { output, terms: await readTerms(output.terms) };
  });
  disposeReplaced(
    [weights, buffers, slots, batch, output.terms, { learningRate }],
    [output.weights, output.buffers, output.slots],
  );
  // Backends with kernels of their own have copied them; others may compute with them still.
  if (backend.kernels) { for (const view of views) release(view); }
  const renewed = {
    ...state,
    step: state.step + 1,
    weights: output.weights,
    buffers: { ...output.buffers, ...kept },
    slots: output.slots,
  };
  return { state: renewed, terms, learningRate: rate };
}

/** A stage that ends before its last step counts as done to its end. */
async function endEarly(
  context: StepContext,
  planned: PlannedStage<TrainStage>,
  state: TrainingState,
): Promise<StepDone> {
  const { last } = state.progress, ended = endEpoch(state.progress);
  // Where no step of the epoch was taken, the means are those of the one before.
  const progress = { ...ended, last: { ...last, ...ended.last } };
  const { stage, firstStep, steps } = planned;
  const whole = { ...state, step: firstStep + steps, progress };
  const best = await onBackend(
    context.backend.name,
    () => keepBestEpoch(context, stage, whole, true),
  );
  return {
    ...{ planned, state: best, terms: {}, indices: new Int32Array(0) },
    split: context.task.recipe.dataset.split,
    ...{ learningRate: 0, epochEnded: true, endsAfter: state.step - firstStep, waited: 0 },
  };
}

/** Opens what makes the steps of a pass. */
function openPass(context: StepContext, { stage, firstPass, of }: PlannedPass): StagePart {
  const { split, auxiliary } = context.task.recipe.dataset;
  if (of === "own") {
    return openStagePart(context, { stage, firstPass, dataset: context.dataset, split });
  }
  if (!context.auxiliary) throw new TypeError("Cannot train: the auxiliary split is not open");
  const images = { dataset: context.auxiliary, split: auxiliary!.split };
  return openStagePart(context, { stage, firstPass, ...images });
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
