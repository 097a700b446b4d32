import type { Backend } from "../../backends/backend.ts";
import { reasonsOf } from "../../datasets/by_reason.ts";
import type { Observer, Plan, TrainRequest } from "../api.ts";
import {
  encodeCheckpoint,
  type Identity,
  loadCheckpoint,
  pointAt,
  readCheckpoint,
  type TrainingState,
} from "../folder/checkpoint.ts";
import { changedImages, dataIdentity } from "../folder/data_identity.ts";
import { DECODED_OTHERWISE, decodedOtherwise } from "../folder/decoded_otherwise.ts";
import { importedArchives } from "../folder/imported_archives.ts";
import { dropLaterEpochs, recordSession, writeQuarantine } from "../folder/record.ts";
import { removeLeftovers } from "../folder/remove_leftovers.ts";
import { dropLaterSnapshots } from "../folder/snapshots.ts";
import { hashRecipe, lockRun, pathsOf } from "../folder/run_folder.ts";
import { leftOut } from "../parts/left_out.ts";
import { onBackend } from "../parts/on_backend.ts";
import { fromFirst, isFirst } from "../parts/ranks.ts";
import { tellRemarks } from "../parts/tell_remarks.ts";
import { disposeReplaced } from "../parts/dispose_replaced.ts";
import { initialState } from "./initial_state.ts";
import { beginWith } from "./origin.ts";
import type { Prepared } from "./prepare.ts";

/** A run that is locked by this process, with the state of its last step. */
export interface Begun extends Disposable {
  readonly plan: Plan;
  readonly identity: Identity;
  /** The newest state, which the loop replaces at every step; its tensors end with this object. */
  state: TrainingState;
}

/**
 * Takes the run folder and the state to train from: that of the last checkpoint, of another run, or
 * a fresh one. Writes down what is about to be trained, unless nothing is left to do.
 *
 * @throws {CrlcError} of kind `checkpoint` and others; what was saved before stays whole.
 */
export async function begin(
  prepared: Prepared,
  request: TrainRequest,
  observer: Observer,
): Promise<Begun> {
  const { existing, dataset, auxiliary, validation, recipe, backend, steps } = prepared;
  const { group } = backend, first = isFirst(group);
  using held = new DisposableStack();
  const digests = { digest: dataset.digest, auxiliary, validation };
  const identity = {
    recipe: hashRecipe(recipe),
    data: dataIdentity(digests),
    changed: existing && changedImages(existing.data, digests),
    hint: existing && decodedOtherwise(existing) ? DECODED_OTHERWISE : undefined,
  };
  const own = first ? await stateOf(prepared, identity, held, observer) : undefined;
  const state = await stateOfAll(backend, own, identity);
  const plan = planOf(prepared, state);
  const begun = { plan, identity, state, [Symbol.dispose]: () => release.dispose() };
  held.defer(() =>
    disposeReplaced([begun.state.weights, begun.state.buffers, begun.state.slots], [])
  );
  observer.planned?.(plan);
  if (first && state.step < steps) await recordBeginning(prepared, plan, request, observer);
  const release = held.move();
  return begun;
}

/** Locks the run, and gives the state of its last checkpoint, or a fresh one. */
async function stateOf(
  prepared: Prepared,
  identity: Identity,
  held: DisposableStack,
  observer: Observer,
): Promise<TrainingState> {
  const { run, existing, origin } = prepared, { checkpoints } = pathsOf(run);
  // Made before the folder is: a plugin that fails here leaves nothing behind.
  const fresh = existing ? undefined : await firstState(prepared);
  held.use(await lockRun(run));
  await removeLeftovers(run);
  const saved = await loadCheckpoint(checkpoints, identity, (text) => observer.warn(text));
  if (saved && origin) disposeReplaced([origin.weights, origin.buffers], []);
  if (saved && saved.step > 0) await pointAt(checkpoints, saved.step);
  return saved ?? fresh ?? await firstState(prepared);
}

/** The state of rank 0, on every rank: others need not see the run folder. */
async function stateOfAll(
  { name, group }: Backend,
  own: TrainingState | undefined,
  identity: Identity,
): Promise<TrainingState> {
  if (!group) return own!;
  return await onBackend(name, async () => {
    const bytes = fromFirst(group, own && await encodeCheckpoint(own, identity));
    return own ?? readCheckpoint(bytes, identity);
  });
}

/** The state before the first step, with the weights of the run to begin with where there is one. */
async function firstState({ backend, task, origin, stages, dataset }: Prepared) {
  return await onBackend(backend.name, () => {
    const fresh = initialState(task);
    return origin ? beginWith(origin, fresh, stages, dataset.digest) : fresh;
  });
}

function planOf(prepared: Prepared, state: TrainingState): Plan {
  const { run, recipe, backend, backendReason, dataset, auxiliary, stages, steps } = prepared;
  const training = stages.filter(({ stage }) => stage.kind === "train");
  const { group } = backend;
  return {
    run,
    recipe,
    ...group && { ranks: { count: group.size, carrier: group.carrier } },
    backend: backend.name,
    device: backend.device,
    threads: backend.threads,
    backendReason,
    samples: dataset.length,
    ...auxiliary && {
      auxiliary: { split: recipe.dataset.auxiliary!.split, samples: auxiliary.length },
    },
    stages: stages.map(({ stage }) => stage.name),
    stepsPerEpoch: training[0]?.stepsPerEpoch ?? 0,
    epochs: training.reduce((sum, { epochs }) => sum + epochs, 0),
    steps,
    doneSteps: state.step,
    weights: Object.values(state.weights).reduce((sum, { size }) => sum + size, 0),
    passedOver: dataset.remarks?.passedOver,
    leftOut: reasonsOf([...dataset.quarantined, ...auxiliary?.quarantined ?? []]),
  };
}

/** Writes the manifest and the list of unusable images, and tells what was left out. */
async function recordBeginning(
  { run, catalog, existing, backend, dataset, auxiliary, validation, recipe }: Prepared,
  plan: Plan,
  { environment, augment }: TrainRequest,
  observer: Observer,
): Promise<void> {
  const { quarantine, metrics } = pathsOf(run);
  const { plugins, precision, dataFolder } = environment, { kernels } = backend;
  const devices = backend.devices === 1 ? undefined : backend.devices;
  const before = existing?.sessions.at(-1);
  if (before && plan.doneSteps > 0 && (before.devices ?? 1) !== (devices ?? 1)) {
    observer.warn(
      `Goes on over ${devices ?? 1} device${devices ? "s" : ""}, and was trained over ${
        before.devices ?? 1
      }: bytes will differ from those of a run on one number`,
    );
  }
  const plugin = await catalog.datasets.get(recipe.dataset.name);
  const archives = await importedArchives(plugin, dataFolder);
  const known = {
    ...{ existing, dataset, auxiliary, validation, archives },
    ...{ plugins, precision, augment, kernels, devices },
    ...plan.ranks && { ranks: plan.ranks.count, carrier: plan.ranks.carrier },
  };
  await recordSession(plan, known);
  const bad = [...dataset.quarantined, ...auxiliary?.quarantined ?? []];
  await writeQuarantine(quarantine, bad);
  tellRemarks(dataset.remarks, observer);
  const fewer = leftOut(bad, dataset.length + (auxiliary?.length ?? 0), quarantine);
  if (fewer !== undefined) observer.warn(fewer);
  await dropLaterEpochs(metrics, plan.doneSteps);
  await dropLaterSnapshots(plan.run, plan.doneSteps);
}
