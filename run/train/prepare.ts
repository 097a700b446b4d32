import { CrlcError } from "../../core/errors.ts";
import { shellLine } from "../../core/shell_line.ts";
import type { Backend } from "../../backends/backend.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Group } from "../../core/group.ts";
import type { Observer, TrainRequest } from "../api.ts";
import { dataIdentity } from "../folder/data_identity.ts";
import { VERSIONS } from "../folder/versions.ts";
import { foundByFirst, isFirst, requireSame } from "../parts/ranks.ts";
import { defaultRun } from "../folder/default_run.ts";
import { requireRunPlace } from "../folder/require_run_folder.ts";
import {
  hashRecipe,
  type Manifest,
  readManifest,
  requireSameRecipe,
} from "../folder/run_folder.ts";
import { type Catalog, openCatalog } from "../parts/catalog.ts";
import { openBackend } from "../parts/open_backend.ts";
import { openOther, requireValidationUsed } from "../recipe/open_other.ts";
import { type PlannedStage, planStages } from "../recipe/plan_stages.ts";
import { readRecipe } from "../recipe/recipe.ts";
import {
  createTask,
  imagesOf,
  labelRecipe,
  openSplit,
  type ResolvedRecipe,
  resolveRecipe,
  type Task,
} from "../recipe/task.ts";
import { fitBatch, namesBatch } from "./fit_batch.ts";
import { deviceViews } from "./device_augment.ts";
import { type Origin, readOrigin } from "./origin.ts";
import { requireRanks } from "./require_ranks.ts";
import { openSnapshots, type SnapshotPlan, withSnapshotsOf } from "./open_snapshots.ts";

/** A training whose parts are open and whose steps are planned; nothing is written yet. */
export interface Prepared extends AsyncDisposable {
  readonly catalog: Catalog;
  readonly run: string;
  /** The run's manifest, where an earlier session has begun it. */
  readonly existing?: Manifest;
  readonly backend: Backend;
  /** What crlc could install that "auto" would have preferred. */
  readonly backendReason?: string;
  readonly dataset: Dataset;
  readonly auxiliary?: Dataset;
  /** The images by which the best epoch is chosen, where the recipe names some. */
  readonly validation?: Dataset;
  /** What is looked at while training, where something is. */
  readonly snapshots?: SnapshotPlan;
  readonly recipe: ResolvedRecipe;
  /** The finished run to begin with, where one was asked for. */
  readonly origin?: Origin;
  readonly task: Task;
  readonly stages: readonly PlannedStage[];
  /** Steps of the whole run. */
  readonly steps: number;
}

/**
 * Opens what a training needs, resolves its recipe and plans its steps.
 *
 * @throws {CrlcError} of every kind; nothing was written.
 */
export async function prepare(request: TrainRequest, observer: Observer): Promise<Prepared> {
  const { environment } = request;
  const catalog = await openCatalog(environment.plugins);
  const asked = request.recipe ?? await readRecipe(catalog, request.target, request.overrides);
  const { group } = environment;
  const { run, existing } = await foundByFirst(group, async () => {
    const run = request.run ?? await defaultRun(request.runsFolder, asked);
    return { run, existing: await readManifest(run) };
  });
  const wanted = withSnapshotsOf(run, asked, existing);
  if (!existing) {
    if (request.recipe === undefined) requireNothingMoved(run, environment.folder);
    if (isFirst(group)) await requireRunPlace(run);
  }
  await using opened = new AsyncDisposableStack();
  const { backend, reason: backendReason } = await openBackend(catalog, environment);
  opened.use(backend);
  const dataset = opened.use(await openSplit(catalog, wanted, environment, observer));
  const from = { environment, observer };
  const auxiliary = await openOther("auxiliary", catalog, wanted, dataset, from);
  if (auxiliary) opened.use(auxiliary);
  const validation = await openOther("validation", catalog, wanted, dataset, from);
  if (validation) opened.use(validation);
  const snapshots = await openSnapshots(catalog, wanted, dataset, environment, observer);
  if (snapshots && snapshots.dataset !== dataset) opened.use(snapshots.dataset);
  const resolved = await resolveRecipe(wanted, dataset, request.atMostImages);
  const labelled = await labelRecipe(catalog, resolved, dataset, request.labels);
  const origin = request.from === undefined
    ? undefined
    : await readOrigin(catalog, request.from, (text) => observer.warn(text));
  const whole = origin ? { ...labelled, from: { checkpoint: origin.checkpoint } } : labelled;
  const recipe = await fitBatch(whole, {
    ...{ catalog, dataset, auxiliary, backend, existing, augment: request.augment },
    named: request.recipe !== undefined || namesBatch(request.overrides),
  }, observer);
  if (existing) requireSameRecipe(run, existing, recipe, dataset);
  const task = await createTask(catalog, recipe, imagesOf(dataset, auxiliary));
  const stages = planStages(task, dataset.length);
  await requireRanks(catalog, task, stages, group);
  requireSameEverywhere(group, { recipe, dataset, auxiliary, validation });
  requireValidationUsed(recipe, stages.some(({ stage }) => "scoreEpoch" in stage));
  if (request.augment === "device") requireDeviceViews(task, stages, dataset);
  const steps = stages.reduce((sum, { steps }) => sum + steps, 0);
  const close = opened.move();
  return {
    ...{ catalog, run, existing, backend, backendReason, dataset, auxiliary, validation },
    ...{ snapshots, recipe, origin, task, stages, steps },
    [Symbol.asyncDispose]: () => close.disposeAsync(),
  };
}

/** Ranks on other machines may have other files, or another crlc. */
function requireSameEverywhere(
  group: Group | undefined,
  { recipe, dataset, auxiliary, validation }: Pick<
    Prepared,
    "recipe" | "dataset" | "auxiliary" | "validation"
  >,
): void {
  const { digest } = dataset;
  requireSame(group, {
    "crlc": JSON.stringify(VERSIONS),
    "the images": dataIdentity({ digest, auxiliary, validation }),
    "the recipe": hashRecipe(recipe),
  }, "install the same crlc on every machine, and let --data or CRLC_DATA_DIR name the same files");
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

/** Makes sure that the device can make the views of every stage. */
function requireDeviceViews(task: Task, stages: readonly PlannedStage[], dataset: Dataset): void {
  if (dataset.features) {
    throw new CrlcError(
      "usage",
      "AUGMENT_NOT_ON_DEVICE",
      "Cannot make views on the device: features have none",
      { hint: "leave out --augment device" },
    );
  }
  for (const { stage } of stages.flatMap((own) => [own, ...own.passes])) {
    if (stage.kind === "train") deviceViews(task, stage, dataset);
  }
}
