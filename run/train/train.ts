import { CrlcError } from "../../core/errors.ts";
import { shellLine } from "../../core/shell_line.ts";
import type { Observer, Plan, TrainOutcome, TrainRequest } from "../api.ts";
import { openCatalog } from "../parts/catalog.ts";
import {
  listCheckpoints,
  loadCheckpoint,
  pointAt,
  saveCheckpoint,
  type TrainingState,
} from "../folder/checkpoint.ts";
import { openBackend } from "../parts/open_backend.ts";
import { deviceViews } from "./device_augment.ts";
import { finishRun } from "./finish.ts";
import { requireRunPlace } from "../folder/require_run_folder.ts";
import { describeCollapse } from "./collapse.ts";
import { importedArchives } from "../folder/imported_archives.ts";
import { changedImages, dataIdentity } from "../folder/data_identity.ts";
import { appendLine, writeDurably } from "../folder/files.ts";
import { dropLaterEpochs, recordSession, writeQuarantine } from "../folder/record.ts";
import { Clock, epochReport, stepReport } from "./reports.ts";
import { onBackend } from "../parts/on_backend.ts";
import { beginWith, readOrigin } from "./origin.ts";
import { leftOut } from "../parts/left_out.ts";
import { tellRemarks } from "../parts/tell_remarks.ts";
import { removeLeftovers } from "../folder/remove_leftovers.ts";
import { readRecipe } from "../recipe/recipe.ts";
import {
  hashRecipe,
  lockRun,
  pathsOf,
  readManifest,
  requireSameRecipe,
} from "../folder/run_folder.ts";
import { openAuxiliary } from "../recipe/open_auxiliary.ts";
import { planStages } from "../recipe/plan_stages.ts";
import { initialState, runSteps, type StepDone } from "./session.ts";
import { disposeReplaced } from "./step.ts";
import { openEventLog } from "../folder/tensorboard/event_log.ts";
import { defaultRun } from "../folder/default_run.ts";
import { createTask, labelRecipe, openSplit, resolveRecipe } from "../recipe/task.ts";
import { sealRun } from "../folder/seal.ts";

/** Checkpoints are written at the end of an epoch, but no more often than this. */
const SAVE_EVERY_MS = 20_000;
/** In the middle of an epoch that takes long, one is written after so many times as long. */
const MID_EPOCH = 15;

/**
 * Trains a recipe in a run folder: begins, goes on where an earlier session stopped, or finds that
 * nothing is left to do.
 *
 * @param stop When aborted, the step under way is finished and saved, and the outcome is "stopped".
 * @throws {CrlcError} of every kind; what was saved before stays whole.
 */
export async function train(
  request: TrainRequest,
  observer: Observer,
  stop: AbortSignal,
): Promise<TrainOutcome> {
  const began = performance.now();
  const { environment, saveEvery = SAVE_EVERY_MS } = request;
  const catalog = await openCatalog(environment.plugins);
  const wanted = request.recipe ??
    await readRecipe(catalog, request.target, request.overrides);
  const run = request.run ?? await defaultRun(request.runsFolder, wanted);
  const existing = await readManifest(run);
  if (!existing) {
    if (request.recipe === undefined) requireNothingMoved(run, environment.folder);
    await requireRunPlace(run);
  }
  const { backend, reason } = await openBackend(catalog, environment);
  await using _backend = backend;
  await using dataset = await openSplit(catalog, wanted, environment, observer);
  await using auxiliary = await openAuxiliary(catalog, wanted, dataset, environment, observer);
  const resolved = await resolveRecipe(wanted, dataset, request.atMostImages);
  const labelled = await labelRecipe(catalog, resolved, dataset, request.labels);
  const warn = (text: string) => observer.warn(text);
  const origin = request.from === undefined
    ? undefined
    : await readOrigin(catalog, request.from, warn);
  const recipe = origin ? { ...labelled, from: { checkpoint: origin.checkpoint } } : labelled;
  if (existing) requireSameRecipe(run, existing, recipe, dataset.digest);
  const task = await createTask(catalog, recipe, {
    samples: dataset.length,
    channels: dataset.channels,
    auxiliary: auxiliary?.length,
  });
  const plan = planStages(task, dataset.length);
  const { augment } = request;
  // What the device cannot make is told before anything is written.
  if (augment === "device") {
    for (const { stage } of plan.flatMap((own) => own.auxiliary ? [own, own.auxiliary] : [own])) {
      if (stage.kind === "train") deviceViews(task, stage, dataset);
    }
  }
  const steps = plan.reduce((sum, { steps }) => sum + steps, 0);
  const begin = () =>
    onBackend(backend.name, () => {
      const fresh = initialState(task);
      return origin ? beginWith(origin, fresh, plan, dataset.digest) : fresh;
    });
  // Made before the folder is: a plugin that fails here leaves nothing behind.
  const fresh = existing ? undefined : await begin();

  using _lock = await lockRun(run);
  await removeLeftovers(run);
  const paths = pathsOf(run);
  const identity = {
    recipe: hashRecipe(recipe),
    data: dataIdentity({ digest: dataset.digest, auxiliary }),
    changed: existing && changedImages(existing.data, { digest: dataset.digest, auxiliary }),
  };
  const saved = await loadCheckpoint(paths.checkpoints, identity, warn);
  let state: TrainingState = saved ?? fresh ?? await begin();
  if (saved && origin) disposeReplaced([origin.weights, origin.buffers], []);
  if (saved && saved.step > 0) await pointAt(paths.checkpoints, state.step);
  const training = plan.filter(({ stage }) => stage.kind === "train");
  const planned: Plan = {
    run,
    recipe,
    backend: backend.name,
    device: backend.device,
    threads: backend.threads,
    backendReason: reason,
    samples: dataset.length,
    ...auxiliary && {
      auxiliary: { split: recipe.dataset.auxiliary!.split, samples: auxiliary.length },
    },
    stages: plan.map(({ stage }) => stage.name),
    stepsPerEpoch: training[0]?.stepsPerEpoch ?? 0,
    epochs: training.reduce((sum, { epochs }) => sum + epochs, 0),
    steps,
    doneSteps: state.step,
    weights: Object.values(state.weights).reduce((sum, { size }) => sum + size, 0),
    passedOver: dataset.remarks?.passedOver,
  };
  const outcome = (status: TrainOutcome["status"], step: number): TrainOutcome => ({
    status,
    run,
    step,
    steps,
    seconds: (performance.now() - began) / 1000,
    plan: planned,
  });
  observer.planned?.(planned);
  if (state.step < steps) {
    const { plugins, precision } = environment, { kernels } = backend;
    const archives = await importedArchives(
      await catalog.datasets.get(recipe.dataset.name),
      environment.dataFolder,
    );
    const known = { existing, dataset, auxiliary, archives, plugins, precision, augment, kernels };
    await recordSession(planned, known);
    const bad = [...dataset.quarantined, ...auxiliary?.quarantined ?? []];
    await writeQuarantine(paths.quarantine, bad);
    tellRemarks(dataset.remarks, observer);
    const fewer = leftOut(bad, dataset.length + (auxiliary?.length ?? 0), paths.quarantine);
    if (fewer !== undefined) warn(fewer);
    await dropLaterEpochs(paths.metrics, state.step);
  }
  const events = request.tensorboard && state.step < steps
    ? await openEventLog(run, state.step)
    : undefined;
  const clock = new Clock();
  const progress = (what: string, done: number, total: number) =>
    observer.progress(what, done, total);
  let savedAt = performance.now();
  let collapse: string | undefined, warned = false;
  try {
    const workplace = { task, dataset, auxiliary, backend, augment, progress };
    for await (const done of runSteps(workplace, plan, state)) {
      state = done.state;
      clock.step(done);
      await requireFinite(done, paths);
      observer.step?.(stepReport(done, planned, clock));
      if (done.epochEnded) {
        const report = epochReport(done, clock);
        await appendLine(paths.metrics, JSON.stringify(report));
        await events?.epoch(report);
        observer.epoch?.(report);
        collapse = describeCollapse(report, recipe);
        if (collapse && !request.failOnCollapse && !warned) observer.warn(collapse);
        warned ||= collapse !== undefined;
        clock.startEpoch();
      }
      const due = performance.now() - savedAt >= saveEvery * (done.epochEnded ? 1 : MID_EPOCH);
      const failed = collapse !== undefined && request.failOnCollapse === true;
      if (due || stop.aborted || failed || state.step === steps) {
        await onBackend(
          backend.name,
          () => saveCheckpoint(paths.checkpoints, state, identity, request.keep),
        );
        observer.saved?.(state.step);
        savedAt = performance.now();
      }
      if (failed) throw collapsed(collapse!);
      if (stop.aborted && state.step < steps) return outcome("stopped", state.step);
    }
    const unchanged = planned.doneSteps === steps;
    await onBackend(
      backend.name,
      () => finishRun({ task, state, dataset, run, observer, again: !unchanged }),
    );
    await sealRun(run, !unchanged);
    return outcome(unchanged ? "unchanged" : "finished", state.step);
  } finally {
    disposeReplaced([state.weights, state.buffers, state.slots], []);
  }
}

/**
 * A run that begins names the folder itself.
 *
 * @throws {CrlcError} `NO_SUCH_RUN`.
 */
function requireNothingMoved(run: string, folder: string | undefined): void {
  if (folder === undefined) return;
  throw new CrlcError(
    "usage",
    "NO_SUCH_RUN",
    `Cannot use --folder: it says where the pictures of a run lie that goes on, and "${run}" is none`,
    { hint: `to begin one: ${shellLine(["crlc", "train", folder])}; --run DIR names one to go on` },
  );
}

function collapsed(what: string): CrlcError {
  return new CrlcError("failed", "CLUSTERS_COLLAPSED", `Cannot go on: ${what}`, {
    hint: "the checkpoint is kept; without --fail-on-collapse training would go on",
  });
}

/**
 * Stops a run whose loss is no number any more, and writes down where.
 *
 * @throws {CrlcError} `NON_FINITE_LOSS`.
 */
async function requireFinite(
  { terms, state, split, indices }: StepDone,
  { failure: path, checkpoints }: { readonly failure: string; readonly checkpoints: string },
): Promise<void> {
  const bad = Object.entries(terms).filter(([, values]) => !values.every(Number.isFinite));
  if (bad.length === 0) return;
  const failure = {
    step: state.step,
    terms: Object.fromEntries(
      Object.entries(terms).map(([name, values]) => [name, values.map(String)]),
    ),
    split,
    images: [...indices],
  };
  await writeDurably(path, `${JSON.stringify(failure, null, 2)}\n`);
  const saved = (await listCheckpoints(checkpoints)).length > 0
    ? "the last checkpoint is whole"
    : "no checkpoint was saved yet";
  throw new CrlcError(
    "failed",
    "NON_FINITE_LOSS",
    `Cannot go on after step ${state.step}: every term of the loss must be a number, and ${
      bad.map(([name]) => name).join(", ")
    } ${bad.length === 1 ? "is" : "are"} not`,
    {
      hint:
        `${saved}, and "${path}" tells the step's images; a lower learning rate may help, in a run of its own: --set optimiser.learningRate=… --run DIR`,
    },
  );
}
