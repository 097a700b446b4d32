import { CrlcError } from "../../core/errors.ts";
import { memoryLimit } from "../../core/memory_limit.ts";
import { processMemory } from "../../core/process_memory.ts";
import type { Observer } from "../api.ts";
import type { Manifest } from "../folder/run_folder.ts";
import type { Catalog } from "../parts/catalog.ts";
import { type PlannedStage, planStages, withoutPasses } from "../recipe/plan_stages.ts";
import type { RecipeOverrides } from "../recipe/overrides.ts";
import { createTask, imagesOf, type ResolvedRecipe } from "../recipe/task.ts";
import { firstSteps } from "./first_steps.ts";
import type { StepContext } from "./step_context.ts";

/** Batches that are tried, to see what an image more takes. */
const TRIED = [8, 24] as const;
/** Steps of each: the first are recorded and hold less, or more. */
const STEPS = 2;
/** The part of the limit that is left: for the first process, and for what comes after the steps. */
const LEFT = 0.15, LEFT_BYTES = 100 * 2 ** 20;
/** What grows so little was held before. */
const LEAST_GROWTH = 64 * 1024;

/** What decides about the batch. */
export interface Fitting extends Omit<StepContext, "task" | "progress"> {
  readonly catalog: Catalog;
  /** Whether a person has named the batch, which then stays. */
  readonly named: boolean;
  /** The run that goes on, with the batch that it has. */
  readonly existing?: Manifest;
  /** Bytes; what the system says where absent. */
  readonly limit?: number;
  /** Gives the bytes that the process holds by the steps of a recipe; some are taken where absent. */
  readonly holds?: (recipe: ResolvedRecipe) => Promise<number>;
}

/** What steps are taken with. */
type Parts = Omit<Fitting, "named" | "limit" | "existing" | "holds">;

/**
 * A recipe whose batch fits the memory that a container or cgroup allows: its own, or the largest half,
 * quarter ... of it that does, which the recipe then says. Where there is no limit nothing is tried.
 *
 * @throws {CrlcError} `MEMORY_TOO_SMALL` of kind `resource` where a batch that stays does not fit, or
 *   none does.
 */
export async function fitBatch(
  recipe: ResolvedRecipe,
  { named, existing, limit = memoryLimit(), holds, ...parts }: Fitting,
  observer: Pick<Observer, "note" | "progress">,
): Promise<ResolvedRecipe> {
  const batch = recipe.options.batchSize, before = existing?.recipe;
  if (typeof batch !== "number") return recipe;
  if (!named && before?.fitted?.batchSize === batch) {
    return withBatch(recipe, before.options.batchSize as number, before.fitted);
  }
  // Ranks may be allowed different amounts: each takes what the recipe says.
  if (parts.backend.group || limit === undefined || batch <= TRIED[1]) return recipe;
  const most = await largestBatch(recipe, limit, holds ?? ((own) => trySteps(own, parts)));
  if (most === undefined || batch <= most) return recipe;
  let fitting = batch;
  while (fitting > most) fitting = Math.floor(fitting / 2);
  if (named || existing || fitting < TRIED[0]) throw tooSmall(batch, most, limit, named);
  observer.note(
    `note: batches of ${fitting} images, not of ${batch}: more would not fit the ${
      mebibytes(limit)
    } of memory that this container or cgroup allows; the run's recipe says so`,
  );
  return withBatch(recipe, fitting, { batchSize: batch, limit });
}

/** Whether a person has named the batch. */
export function namesBatch({ set = [] }: Partial<RecipeOverrides> = {}): boolean {
  return set.some((setting) => /^(options\.)?batchSize\s*=/.test(setting.trim()));
}

function withBatch(
  recipe: ResolvedRecipe,
  batchSize: number,
  fitted: ResolvedRecipe["fitted"],
): ResolvedRecipe {
  return { ...recipe, options: { ...recipe.options, batchSize }, fitted };
}

/** The largest batch that fits, by what two small ones take; nothing where they cannot be tried. */
async function largestBatch(
  recipe: ResolvedRecipe,
  limit: number,
  holds: NonNullable<Fitting["holds"]>,
): Promise<number | undefined> {
  const room = limit - Math.max(LEFT * limit, LEFT_BYTES);
  const held: number[] = [];
  for (const batchSize of TRIED) {
    try {
      held.push(await holds(withBatch(recipe, batchSize, undefined)));
    } catch (error) {
      // A strategy may want more images than that, and says so.
      if (error instanceof CrlcError && error.kind === "usage") return undefined;
      throw error;
    }
    if (held.at(-1)! > room) return 0;
  }
  const each = Math.max((held[1] - held[0]) / (TRIED[1] - TRIED[0]), LEAST_GROWTH);
  return TRIED[1] + Math.floor((room - held[1]) / each);
}

/**
 * Takes a few steps of the stage that has the most images in a step.
 *
 * @returns What the process holds by them: its peak, or, where that was higher before, as it is where
 *   photos were decoded, what it holds after a step.
 */
async function trySteps(
  recipe: ResolvedRecipe,
  { catalog, dataset, auxiliary, backend, augment }: Parts,
): Promise<number> {
  const before = processMemory();
  const task = await createTask(catalog, recipe, imagesOf(dataset, auxiliary));
  const sized = planStages(task, dataset.length).map((planned) => ({
    planned,
    images: imagesIn(planned),
  })).sort((a, b) => b.images - a.images);
  const { planned, images } = sized[0];
  let steps = 0, held = processMemory().now;
  if (images === 0) return held;
  const context = { task, dataset, auxiliary, backend, augment, progress() {} };
  for await (const _ of firstSteps(context, withoutPasses(planned))) {
    held = Math.max(held, processMemory().now);
    if (++steps === STEPS) break;
  }
  return Math.max(held, processMemory(before).peak);
}

const imagesIn = ({ stage }: PlannedStage) =>
  stage.kind === "train" ? stage.batchSize * stage.views.length : 0;

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString("en")} MiB`;

function tooSmall(batch: number, most: number, limit: number, named: boolean): CrlcError {
  const fits = most >= TRIED[0];
  return new CrlcError(
    "resource",
    "MEMORY_TOO_SMALL",
    `Cannot train with batches of ${batch} images: they must fit the ${
      mebibytes(limit)
    } of memory that this container or cgroup allows, and ${
      fits ? `only ${most} do` : "not even small ones do"
    }`,
    {
      hint: fits
        ? `${named ? "leave the batch out, or name" : "name"} a smaller one in a run of its own: ` +
          `--set batchSize=${most}; or allow more memory`
        : "allow more memory, or store smaller images: --set size=32 --set input.size=[32,32]",
    },
  );
}
