import reached from "../plugins/reached.json" with { type: "json" };
import type { Catalog } from "../run/parts/catalog.ts";
import { type ExpectedCost, expectedCost } from "../run/recipe/expected_cost.ts";
import { readRecipe } from "../run/recipe/recipe.ts";
import type { PaperResult } from "../run/parts/recipe_table.ts";

interface MeanSd {
  readonly mean: number;
  readonly sd: number;
}

/** What a recipe has reached, as `tools/results.ts` has measured it. */
export interface Reached {
  readonly seeds: number;
  readonly acc?: MeanSd;
  readonly nmi?: MeanSd;
  readonly ari?: MeanSd;
  /** Of a run, its start and its evaluation not counted. */
  readonly seconds: number;
  readonly backend: string;
  readonly threads: number;
}

/** What a list of recipes says of one. */
export interface RecipeSummary {
  readonly name: string;
  readonly about: string;
  readonly strategy: string;
  readonly dataset: string;
  /** What the paper reports of these settings. */
  readonly paper: readonly PaperResult[];
  readonly cost?: ExpectedCost;
  readonly reached?: Reached;
}

const measured: Readonly<Record<string, Reached>> = reached.recipes;

/** Everything that is known of a recipe without an image. */
export async function summariseRecipe(catalog: Catalog, name: string): Promise<RecipeSummary> {
  const { about = "", strategy, dataset, paper = [] } = await catalog.recipes.get(name) as {
    about?: string;
    strategy: string;
    dataset: { name: string; split?: string };
    paper?: readonly PaperResult[];
  };
  const { facts } = await catalog.datasets.get(dataset.name);
  // A folder's recipe is completed by the folder.
  const known = facts.splits[dataset.split ?? "train"] !== undefined;
  const cost = known ? await expectedCost(catalog, await readRecipe(catalog, name)) : undefined;
  return { name, about, strategy, dataset: dataset.name, paper, cost, reached: measured[name] };
}
