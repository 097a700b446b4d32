import type { TrainRequest } from "../run/api.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { type ExpectedCost, expectedCost } from "../run/recipe/expected_cost.ts";
import { resolveRecipe } from "../run/recipe/recipe.ts";

/**
 * Estimates what a training would take, by arithmetic: no backend is opened, no image read.
 *
 * @returns Nothing where the data set does not say beforehand how many images it has.
 * @throws {CrlcError} of kind `usage`, as `resolveRecipe` does.
 */
export async function expectedCostOf(
  { target, overrides, place }: Pick<TrainRequest, "target" | "overrides" | "place">,
): Promise<ExpectedCost | undefined> {
  const catalog = await openCatalog(place.plugins);
  return await expectedCost(catalog, await resolveRecipe(catalog, target, overrides));
}
