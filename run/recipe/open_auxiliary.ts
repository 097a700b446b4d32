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

/**
 * Opens the auxiliary split of a recipe's data set.
 *
 * @param dataset The training split.
 * @param rebuild Whether images that are kept are prepared anew.
 * @returns Nothing where the recipe names none.
 * @throws {CrlcError} `UNKNOWN_SPLIT` if the data set has no such split, `AUXILIARY_DIFFERS` if its
 *   images have other channels, and what opening it throws.
 */
export async function openAuxiliary(
  catalog: Catalog,
  recipe: Recipe,
  dataset: Pick<Dataset, "channels">,
  environment: Pick<Environment, "dataFolder" | "cache">,
  observer?: Observer,
  rebuild?: boolean,
): Promise<Dataset | undefined> {
  const { name, auxiliary, options } = recipe.dataset;
  if (!auxiliary) return undefined;
  const { split } = auxiliary;
  const plugin = await catalog.datasets.get(name);
  const known = await splitsOf(plugin, options);
  if (!known.includes(split)) {
    throw new CrlcError(
      "usage",
      "UNKNOWN_SPLIT",
      `Cannot train with auxiliary images: dataset.auxiliary must name a split of data set "${name}", ${
        known.join(", ")
      }, and names "${split}"`,
      { hint: didYouMean(split, known) ?? WITHOUT_AUXILIARY },
    );
  }
  const opened = await openSplit(catalog, recipe, environment, observer, { auxiliary, rebuild });
  if (opened.channels === dataset.channels) return opened;
  await opened[Symbol.asyncDispose]();
  throw new CrlcError(
    "data",
    "AUXILIARY_DIFFERS",
    `Cannot train with auxiliary images: they must have as many channels as the others, ${dataset.channels}, and have ${opened.channels}`,
    { hint: WITHOUT_AUXILIARY },
  );
}
