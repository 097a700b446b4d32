import type { PassedOver } from "../datasets/dataset.ts";
import { type Reason, reasonsOf } from "../datasets/by_reason.ts";
import { listEntries } from "../datasets/cache/entries.ts";
import type { Observer, TrainRequest } from "../run/api.ts";
import { CrlcError } from "../core/errors.ts";
import { type Catalog, openCatalog } from "../run/parts/catalog.ts";
import { openBackend } from "../run/parts/open_backend.ts";
import { leftOut } from "../run/parts/left_out.ts";
import { tellRemarks } from "../run/parts/tell_remarks.ts";
import { readRecipe } from "../run/recipe/recipe.ts";
import { openOther } from "../run/recipe/open_other.ts";
import { type PlannedStage, planStages, withoutPasses } from "../run/recipe/plan_stages.ts";
import type { StepContext } from "../run/train/step_context.ts";
import { fitBatch, type Fitting, namesBatch } from "../run/train/fit_batch.ts";
import { firstSteps } from "../run/train/first_steps.ts";
import {
  createTask,
  imagesOf,
  labelRecipe,
  openSplit,
  type ResolvedRecipe,
  resolveRecipe,
  type Task,
  type TaskImages,
} from "../run/recipe/task.ts";

/** Steps of each stage that are timed, after one that is not. */
const TIMED = 3;
/** Milliseconds after which no further step of a stage is timed. */
const LONGEST = 20_000;
/** The backend whose steps take minutes, and so many images that are timed on it instead. */
const SLOW = "cpu", FEW = 8;

/** What a training run would do and cost. */
export interface DryRun {
  readonly schemaVersion: 1;
  readonly timed: true;
  /** With every default filled in. */
  readonly recipe: ResolvedRecipe;
  readonly backend: string;
  readonly device: string;
  readonly samples: number;
  /** Files that cannot be used, by reason. */
  readonly leftOut: readonly Reason[];
  /** What was not looked at. */
  readonly passedOver?: readonly PassedOver[];
  readonly weights: number;
  readonly stages: readonly {
    readonly name: string;
    readonly epochs: number;
    readonly steps: number;
    /** Absent for a stage that computes: it is not timed. */
    readonly millisecondsPerStep?: number;
    /** The part of `steps` that passes over the auxiliary split, where there is one. */
    readonly auxiliary?: {
      readonly split: string;
      readonly samples: number;
      readonly steps: number;
      readonly millisecondsPerStep?: number;
    };
  }[];
  readonly steps: number;
  /** Of all training stages; without k-means, neighbours and evaluation. */
  readonly seconds: number;
  /** What this process held after the timed steps. */
  readonly memoryBytes: number;
  /** Whether decoded images were written to the cache, for the training to come. */
  readonly keptImages: boolean;
}

/** What a few steps have told. */
interface Timed {
  readonly weights: number;
  /** Absent where there is one step only. */
  readonly millisecondsPerStep?: number;
}

/**
 * Resolves a recipe and times a few steps of each stage. Writes nothing but prepared images.
 *
 * @param memory What the batch must fit; what the system says where absent.
 * @throws {CrlcError} what training would refuse at its start.
 */
export async function dryRun(
  request: Pick<TrainRequest, "target" | "overrides" | "environment" | "labels" | "augment">,
  observer: Observer,
  memory: Pick<Fitting, "limit" | "holds"> = {},
): Promise<DryRun> {
  const { environment, augment } = request;
  const catalog = await openCatalog(environment.plugins);
  const wanted = await readRecipe(catalog, request.target, request.overrides);
  await using backend = (await openBackend(catalog, environment)).backend;
  const before = await keptPaths(environment);
  await using dataset = await openSplit(catalog, wanted, environment, observer);
  await using auxiliary = await openOther("auxiliary", catalog, wanted, dataset, {
    ...{ environment, observer },
  });
  const keptImages = [...await keptPaths(environment)].some((path) => !before.has(path));
  tellRemarks(dataset.remarks, observer);
  const fewer = leftOut(dataset.quarantined, dataset.length);
  if (fewer !== undefined) observer.warn(fewer);
  const resolved = await resolveRecipe(wanted, dataset);
  const labelled = await labelRecipe(catalog, resolved, dataset, request.labels);
  const recipe = await fitBatch(labelled, {
    ...{ catalog, dataset, auxiliary, backend, augment },
    ...{ ...memory, named: namesBatch(request.overrides) },
  }, observer);
  const images = imagesOf(dataset, auxiliary), { samples } = images;
  const task = await createTask(catalog, recipe, images);
  const plan = planStages(task, samples);
  const { stages, weights } = await timeStages(
    { task, plan, few: backend.name === SLOW ? await withFew(catalog, recipe, images) : undefined },
    { dataset, auxiliary, backend, augment, progress() {} },
    observer,
  );
  return {
    schemaVersion: 1,
    timed: true,
    recipe,
    backend: backend.name,
    device: backend.device,
    samples,
    leftOut: reasonsOf(dataset.quarantined),
    passedOver: dataset.remarks?.passedOver,
    weights,
    stages,
    steps: stages.reduce((sum, { steps }) => sum + steps, 0),
    seconds: stages.reduce(
      (sum, { steps, millisecondsPerStep = 0 }) => sum + steps * millisecondsPerStep / 1000,
      0,
    ),
    memoryBytes: Deno.memoryUsage().rss,
    keptImages,
  };
}

/** Times every stage that trains; with few images where a few stand for a batch. */
async function timeStages(
  { task, plan, few }: {
    readonly task: Task;
    readonly plan: readonly PlannedStage[];
    readonly few?: { readonly task: Task; readonly plan: readonly PlannedStage[] };
  },
  parts: Omit<StepContext, "task">,
  observer: Observer,
): Promise<Pick<DryRun, "stages" | "weights">> {
  if (few) {
    observer.note(
      `note: the steps are timed with ${FEW} images and reckoned for a whole batch: on ${parts.backend.name} one would take minutes`,
    );
  }
  const stages: DryRun["stages"][number][] = [];
  let weights = 0;
  for (const [i, planned] of plan.entries()) {
    const { stage: { name, kind }, epochs, steps } = planned;
    observer.progress("timing steps", i, plan.length);
    if (kind === "compute") {
      stages.push({ name, epochs, steps });
      continue;
    }
    const part = few?.plan[i] ?? planned;
    const { weights: size, ...times } = await timeStage(
      { ...parts, task: few?.task ?? task },
      part,
    );
    weights = size;
    stages.push({ name, epochs, steps, ...scaled(times, batchOf(planned) / batchOf(part)) });
  }
  observer.progress("timing steps", plan.length, plan.length);
  return { stages, weights };
}

/** A task with batches of a few images, where the recipe's hold more and the strategy takes so few. */
async function withFew(catalog: Catalog, recipe: ResolvedRecipe, images: TaskImages) {
  const batch = recipe.options.batchSize;
  if (typeof batch !== "number" || batch <= FEW) return undefined;
  try {
    const options = { ...recipe.options, batchSize: FEW };
    const task = await createTask(catalog, { ...recipe, options }, images);
    return { task, plan: planStages(task, images.samples) };
  } catch (error) {
    if (error instanceof CrlcError && error.kind === "usage") return undefined;
    throw error;
  }
}

const batchOf = ({ stage }: PlannedStage) => stage.kind === "train" ? stage.batchSize : 1;

/** Times of a whole batch, by those of a part of it. */
function scaled(
  { millisecondsPerStep, auxiliary }: Pick<
    DryRun["stages"][number],
    "auxiliary" | "millisecondsPerStep"
  >,
  times: number,
) {
  const whole = (part: number | undefined) => part === undefined ? undefined : part * times;
  return {
    millisecondsPerStep: whole(millisecondsPerStep),
    ...auxiliary && {
      auxiliary: { ...auxiliary, millisecondsPerStep: whole(auxiliary.millisecondsPerStep) },
    },
  };
}

/** What lies in the cache of prepared images. */
async function keptPaths({ cache }: TrainRequest["environment"]): Promise<ReadonlySet<string>> {
  return new Set(cache && (await listEntries(cache.folder)).map(({ path }) => path));
}

/** Times a stage that trains: its own steps, and those of its passes. */
async function timeStage(
  { auxiliary: images, ...context }: StepContext,
  planned: PlannedStage,
): Promise<Timed & Pick<DryRun["stages"][number], "auxiliary">> {
  const own = withoutPasses(planned), timed = await timeSteps(context, own);
  let sum = own.steps * (timed.millisecondsPerStep ?? 0), over = 0, overSteps = 0;
  for (const pass of planned.passes) {
    const dataset = pass.of === "own" ? context.dataset : images!;
    const { millisecondsPerStep = 0 } = await timeSteps({ ...context, dataset }, pass);
    sum += pass.steps * millisecondsPerStep;
    if (pass.of === "own") continue;
    over += pass.steps * millisecondsPerStep;
    overSteps += pass.steps;
  }
  const { auxiliary } = context.task.recipe.dataset;
  return {
    weights: timed.weights,
    millisecondsPerStep: planned.passes.length > 0
      ? sum / planned.steps
      : timed.millisecondsPerStep,
    ...overSteps > 0 && {
      auxiliary: {
        split: auxiliary!.split,
        samples: images!.length,
        steps: overSteps,
        millisecondsPerStep: over / overSteps,
      },
    },
  };
}

/** Times a few steps of a stage that trains, from its first on. */
async function timeSteps(context: StepContext, planned: PlannedStage): Promise<Timed> {
  const started = performance.now();
  let began = 0, timed = -1, weights = 0, tooLong = false;
  for await (const { state } of firstSteps(context, planned)) {
    weights = Object.values(state.weights).reduce((sum, { size }) => sum + size, 0);
    if (++timed === 0) began = performance.now();
    tooLong = performance.now() - started > LONGEST;
    if (timed === TIMED || tooLong) break;
  }
  const each = timed > 0
    ? (performance.now() - began) / timed
    : tooLong
    ? began - started
    : undefined;
  return { weights, millisecondsPerStep: each };
}
