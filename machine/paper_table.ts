import others from "../plugins/paper_rows.json" with { type: "json" };
import { openCatalog } from "../run/parts/catalog.ts";
import type { PaperResult } from "../run/parts/recipe_table.ts";
import { type RecipeSummary, summariseRecipe } from "./recipe_summary.ts";

/** The tables of CRLC's paper that report numbers of methods. */
export type PaperTableName = "1" | "2" | "3" | "5" | "6" | "7" | "8";

/** A cell of a table: what the paper reports of a method on a data set, and what crlc has of it. */
export interface PaperCell extends Omit<PaperResult, "table"> {
  readonly dataset: string;
  /** The strategy, or what the paper calls a method that crlc does not have. */
  readonly method: string;
  /** Absent where crlc does not have the method. */
  readonly recipe?: Pick<RecipeSummary, "name" | "cost" | "reached">;
}

/** Data sets in the order of the paper. */
const DATASETS = [
  ...["cifar10", "cifar20", "cifar100", "stl10", "imagenet10", "imagenet-dogs"],
  ...["imagenet50", "imagenet100", "imagenet200"],
];

/**
 * A table of CRLC's paper, worst method first: with each cell the recipe that has its settings, what
 * that takes, and what it has reached where it was run.
 */
export async function paperTable(table: PaperTableName): Promise<PaperCell[]> {
  const catalog = await openCatalog(), cells: PaperCell[] = [];
  const isOf = (named: string) => named.split("/").includes(table);
  for (const name of await catalog.recipes.names()) {
    const { strategy, dataset, paper, cost, reached } = await summariseRecipe(catalog, name);
    for (const { table: named, ...numbers } of paper) {
      if (!isOf(named)) continue;
      cells.push({ dataset, method: strategy, ...numbers, recipe: { name, cost, reached } });
    }
  }
  for (const { table: named, ...numbers } of others) if (isOf(named)) cells.push(numbers);
  const rank = ({ acc, error }: PaperCell) => acc ?? 1 - (error ?? 1);
  const place = ({ dataset }: PaperCell) => DATASETS.indexOf(dataset);
  return cells.sort((a, b) =>
    place(a) - place(b) || (a.labels ?? 0) - (b.labels ?? 0) || rank(a) - rank(b)
  );
}
