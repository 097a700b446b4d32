import { CrlcError } from "../../core/errors.ts";
import { didYouMean } from "../../core/suggest.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../api.ts";
import type { Environment } from "../parts/environment.ts";
import type { Catalog } from "../parts/catalog.ts";
import type { Recipe } from "./recipe.ts";
import { splitsOf } from "./splits_of.ts";
import { openSplit } from "./task.ts";
import { WITHOUT_AUXILIARY } from "./without_auxiliary.ts";

/** Splits of a recipe besides the one that is clustered, and how to do without them. */
const OTHERS = {
  auxiliary: WITHOUT_AUXILIARY,
  validation: "--set dataset.validation=null chooses by the images that are trained on",
} as const;

/** What is needed to open one of them. */
interface Opening {
  readonly environment: Pick<Environment, "dataFolder" | "cache">;
  readonly observer?: Observer;
  /** Whether images that are kept are prepared anew. */
  readonly rebuild?: boolean;
}

/**
 * Opens another split of a recipe's data set, auxiliary images or those to validate with.
 *
 * @param dataset The training split.
 * @returns Nothing where the recipe names none.
 * @throws {CrlcError} `UNKNOWN_SPLIT` if the data set has no such split, `AUXILIARY_DIFFERS` if its
 *   images have other channels, and what opening it throws.
 */
export async function openOther(
  which: keyof typeof OTHERS,
  catalog: Catalog,
  recipe: Recipe,
  dataset: Pick<Dataset, "channels">,
  { environment, observer, rebuild }: Opening,
): Promise<Dataset | undefined> {
  const { name, [which]: other, options } = recipe.dataset;
  if (!other) return undefined;
  const { split } = other, without = OTHERS[which];
  const plugin = await catalog.datasets.get(name);
  const known = await splitsOf(plugin, options);
  if (!known.includes(split)) {
    throw new CrlcError(
      "usage",
      "UNKNOWN_SPLIT",
      `Cannot train with ${which} images: dataset.${which} must name a split of data set "${name}", ${
        known.join(", ")
      }, and names "${split}"`,
      { hint: didYouMean(split, known) ?? without },
    );
  }
  const opened = await openSplit(catalog, recipe, environment, observer, {
    other: { ...other, key: `dataset.${which}.first` },
    ...{ rebuild, splits: known },
  });
  if (opened.channels === dataset.channels) return opened;
  await opened[Symbol.asyncDispose]();
  throw new CrlcError(
    "data",
    "AUXILIARY_DIFFERS",
    `Cannot train with ${which} images: they must have as many channels as the others, ${dataset.channels}, and have ${opened.channels}`,
    { hint: without },
  );
}

/**
 * Makes sure that a recipe which names images to validate with has a stage that chooses its epoch.
 *
 * @throws {CrlcError} `VALIDATION_UNUSED`.
 */
export function requireValidationUsed(recipe: Recipe, scores: boolean): void {
  if (!recipe.dataset.validation || scores) return;
  throw new CrlcError(
    "usage",
    "VALIDATION_UNUSED",
    `Cannot use validation images: a stage of strategy "${recipe.strategy}" must choose its best epoch, and none does`,
    { hint: "--set dataset.validation=null leaves them out" },
  );
}
