import type { TrainRequest } from "../run/api.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { type ExpectedCost, expectedCost } from "../run/recipe/expected_cost.ts";
import { readRecipe } from "../run/recipe/recipe.ts";

/**
 * Estimates what a training would take, by arithmetic: no backend is opened, no image read.
 *
 * @returns Nothing where the data set does not say beforehand how many images it has.
 * @throws {CrlcError} of kind `usage`, as `resolveRecipe` does.
 */
export async function expectedCostOf(
  { target, overrides, environment }: Pick<TrainRequest, "target" | "overrides" | "environment">,
): Promise<ExpectedCost | undefined> {
  const catalog = await openCatalog(environment.plugins);
  return await expectedCost(catalog, await readRecipe(catalog, target, overrides));
}
