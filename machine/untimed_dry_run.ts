import type { TrainRequest } from "../run/api.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { expectedCost } from "../run/recipe/expected_cost.ts";
import { planStages } from "../run/recipe/plan_stages.ts";
import { readRecipe, type Recipe } from "../run/recipe/recipe.ts";
import { createTask } from "../run/recipe/task.ts";

/** What a training would do and cost, where its data set is not there to be timed. */
export interface UntimedDryRun {
  readonly schemaVersion: 1;
  readonly timed: false;
  /** With every default filled in but what only the images can tell, such as mean and deviation. */
  readonly recipe: Recipe;
  readonly samples: number;
  readonly stages: readonly {
    readonly name: string;
    readonly epochs: number;
    readonly steps: number;
    /** The part of `steps` that passes over the auxiliary split, where there is one. */
    readonly auxiliary?: {
      readonly split: string;
      readonly samples: number;
      readonly steps: number;
    };
  }[];
  readonly steps: number;
  /** By arithmetic, on 2 cores with backend wasm; absent where no stage trains. */
  readonly seconds?: number;
}

/**
 * Resolves a recipe and reckons what it would take: no backend is opened, no image read.
 *
 * @returns Nothing where the data set does not say beforehand how many images it has.
 * @throws {CrlcError} of kind `usage`, as `resolveRecipe` does.
 */
export async function untimedDryRun(
  { target, overrides, environment }: Pick<TrainRequest, "target" | "overrides" | "environment">,
): Promise<UntimedDryRun | undefined> {
  const catalog = await openCatalog(environment.plugins);
  const wanted = await readRecipe(catalog, target, overrides);
  const { name, split, first, auxiliary: other } = wanted.dataset;
  const { facts } = await catalog.datasets.get(name);
  const samples = first ?? facts.splits[split], clusters = wanted.clusters ?? facts.classes;
  const more = other && (other.first ?? facts.splits[other.split]);
  if (samples === undefined || clusters === undefined || other && more === undefined) {
    return undefined;
  }
  const recipe = { ...wanted, clusters };
  const untold = { ...recipe, input: { ...recipe.input, normalise: "none" as const } };
  const images = { samples, channels: facts.shape?.[2] ?? 3, auxiliary: more };
  const plan = planStages(await createTask(catalog, untold, images), samples);
  return {
    schemaVersion: 1,
    timed: false,
    recipe,
    samples,
    stages: plan.map(({ stage, epochs, steps, passes }) => {
      const over = passes.filter(({ of }) => of === "auxiliary");
      const taken = over.reduce((sum, { steps }) => sum + steps, 0);
      return {
        ...{ name: stage.name, epochs, steps },
        ...taken > 0 && { auxiliary: { split: other!.split, samples: more!, steps: taken } },
      };
    }),
    steps: plan.reduce((sum, { steps }) => sum + steps, 0),
    seconds: (await expectedCost(catalog, recipe))?.seconds,
  };
}
