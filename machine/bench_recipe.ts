import { CrlcError } from "../core/errors.ts";
import type { Backend } from "../backends/backend.ts";
import type { Profile } from "../backends/profile.ts";
import { defaultWorkers } from "../pipeline/loader.ts";
import type { TrainStage } from "../plugins/strategy.ts";
import type { Observer } from "../run/api.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { openBackend } from "../run/parts/open_backend.ts";
import { type PlannedStage, planStages, withoutPasses } from "../run/recipe/plan_stages.ts";
import { readRecipe } from "../run/recipe/recipe.ts";
import {
  createTask,
  labelRecipe,
  openSplit,
  resolveRecipe,
  type Task,
} from "../run/recipe/task.ts";
import type { StepDone } from "../run/train/step_done.ts";
import { profileOf } from "./bench_profile.ts";
import type { BenchRecipeReport, BenchRecipeRequest } from "./bench_recipe_api.ts";
import { firstSteps } from "../run/train/first_steps.ts";
import { machineFacts } from "./machine_facts.ts";
import { processMemory } from "../core/process_memory.ts";
import { bytesOf } from "./step_timer.ts";

/** Steps before the timed ones: tracing, warming up, filling the queue of batches. */
const WARM_UP = 4;

/**
 * Trains the first steps of a recipe's first training stage, and tells where their time and memory
 * go: images and views included, which the step of `crlc bench` has none of.
 *
 * @throws {CrlcError} `NOTHING_TRAINED` for a recipe without a stage that trains, `TOO_FEW_STEPS` for
 *   one of fewer steps, and what training would refuse at its start.
 */
export async function benchRecipe(
  { target, overrides, environment, steps }: BenchRecipeRequest,
  observer: Observer,
): Promise<BenchRecipeReport> {
  const catalog = await openCatalog(environment.plugins);
  const wanted = await readRecipe(catalog, target, overrides);
  await using backend = (await openBackend(catalog, environment)).backend;
  const opened = processMemory();
  await using dataset = await openSplit(catalog, wanted, environment, observer);
  const recipe = await labelRecipe(catalog, await resolveRecipe(wanted, dataset), dataset);
  const { length: samples, channels, heldBytes: pixels = 0 } = dataset;
  const task = await createTask(catalog, recipe, { samples, channels });
  const planned = trainingStage(planStages(task, samples), recipe.name, steps);
  const { stage } = planned, { batchSize, views: { length: views } } = stage;
  const timed = await takeSteps(firstSteps({ task, dataset, backend, progress() {} }, planned), {
    ...{ backend, steps },
    progress: (done) => observer.progress(`timing ${recipe.name}`, done, WARM_UP + 2 * steps),
  });
  const process = processMemory(opened), each = viewBytes(task, stage);
  return {
    schemaVersion: 1,
    machine: machineFacts(),
    ...{ recipe: recipe.name, dataset: recipe.dataset.name, stage: stage.name, batchSize, views },
    ...{ steps, waitedForImages: timed.waited / steps },
    result: {
      ...{ backend: backend.name, device: backend.device },
      ...{ precision: backend.precision, threads: backend.threads },
      imagesPerSecond: 1000 * batchSize * views / timed.median,
      millisecondsPerStep: timed.median,
      ...{ peakMemoryBytes: process.peak, losses: timed.losses },
      ...timed.profile && {
        profile: profileOf({
          ...{ profile: timed.profile, steps, milliseconds: timed.watched },
          ...{ unwatched: timed.median, state: timed.state, batch: each, pixels, opened, process },
          // as the loader does: one batch ready or at hand, and one a worker under way
          views: each * (1 + Math.max(1, defaultWorkers())),
        }),
      },
    },
  };
}

/** The first stage that trains, where it has enough steps. */
function trainingStage(
  stages: readonly PlannedStage[],
  recipe: string,
  steps: number,
): PlannedStage<TrainStage> {
  const found = stages.find(({ stage }) => stage.kind === "train");
  if (!found) {
    throw new CrlcError(
      "usage",
      "NOTHING_TRAINED",
      `Cannot time recipe "${recipe}": it must train a network, and does not`,
    );
  }
  const own = withoutPasses(found) as PlannedStage<TrainStage>, least = WARM_UP + 2 * steps;
  if (own.steps >= least) return own;
  throw new CrlcError(
    "usage",
    "TOO_FEW_STEPS",
    `Cannot time recipe "${recipe}": stage "${own.stage.name}" must have ${least} steps or more, and has ${own.steps}`,
    { hint: "--steps takes a smaller number, --epochs makes the stage longer" },
  );
}

interface Timed {
  readonly median: number;
  readonly losses: readonly number[];
  readonly waited: number;
  /** Milliseconds of the steps that were watched. */
  readonly watched: number;
  readonly profile?: Profile;
  /** Bytes of weights, buffers and slots. */
  readonly state: number;
}

/** Times some steps, and then watches as many. */
async function takeSteps(
  all: AsyncGenerator<StepDone, void, void>,
  { backend, steps, progress }: {
    backend: Backend;
    steps: number;
    progress: (done: number) => void;
  },
): Promise<Timed> {
  const times: number[] = [], losses: number[] = [];
  let waited = 0, state = 0, count = 0, last = performance.now(), began = last;
  let profiler: ReturnType<NonNullable<Backend["profile"]>> | undefined;
  for await (const done of all) {
    const now = performance.now();
    progress(++count);
    if (count > WARM_UP && times.length < steps) {
      times.push(now - last);
      losses.push(done.terms.loss[0]);
      waited += done.waited;
    }
    if (count === WARM_UP + steps) {
      const { weights, buffers, slots } = done.state;
      state = bytesOf({ weights, buffers, slots });
      profiler = backend.profile?.();
      began = performance.now();
    }
    if (count === WARM_UP + 2 * steps) break;
    last = performance.now();
  }
  const watched = performance.now() - began, profile = profiler?.end();
  const median = times.toSorted((a, b) => a - b)[times.length >> 1];
  return { median, losses, waited, watched, profile, state };
}

/** Bytes of the views of a step. */
function viewBytes({ input }: Task, { batchSize, views, labelled }: TrainStage): number {
  const images = batchSize * views.length +
    (labelled?.batchSize ?? 0) * (labelled?.views.length ?? 0);
  return 4 * images * input.reduce((a, b) => a * b, 1);
}
