import { CrlcError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import type { DatasetPlugin } from "../datasets/mod.ts";
import type { StrategyPlugin } from "../plugins/mod.ts";
import { fits } from "../parts/fits.ts";
import { PARTS } from "../parts/table.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { type RecipeSummary, summariseRecipe } from "./recipe_summary.ts";

/** What a list says of a strategy. */
export type StrategyItem = Pick<StrategyPlugin, "name" | "about" | "source">;

/** What a list says of a data set. */
export interface DatasetItem
  extends Pick<DatasetPlugin, "name" | "about" | "licence" | "citation" | "archives"> {
  /** What `import` takes, where it is not the official archive. */
  readonly takes?: string;
  readonly splits: Readonly<Record<string, number | null>>;
  readonly classes?: number;
  /** `[height, width, channels]`. */
  readonly shape?: readonly number[];
}

function datasetItem(plugin: DatasetPlugin): DatasetItem {
  const { name, about, licence, citation, archives, imports, facts } = plugin;
  const splits = Object.entries(facts.splits).map(([split, n]) => [split, n ?? null] as const);
  return {
    name,
    about,
    licence,
    citation,
    archives,
    takes: imports,
    splits: Object.fromEntries(splits),
    classes: facts.classes,
    shape: facts.shape,
  };
}

/** Every known strategy, in alphabetical order. */
export async function listStrategies(plugins: readonly string[]): Promise<StrategyItem[]> {
  const { strategies } = await openCatalog(plugins);
  return (await strategies.all()).map(({ name, about, source }) => ({ name, about, source }));
}

/** Every known data set, in alphabetical order. */
export async function listDatasets(plugins: readonly string[]): Promise<DatasetItem[]> {
  const { datasets } = await openCatalog(plugins);
  return (await datasets.all()).map(datasetItem);
}

/**
 * One data set.
 *
 * @throws {CrlcError} `UNKNOWN_DATA_SET` with the known names and the nearest one.
 */
export async function findDataset(name: string, plugins: readonly string[]): Promise<DatasetItem> {
  const { datasets } = await openCatalog(plugins);
  return datasetItem(await datasets.get(name));
}

/**
 * Known recipes, in alphabetical order.
 *
 * @param of Only those that all of these words are of: a strategy, a data set, a recipe's name, or
 *   the end of one, such as `small`.
 * @throws {CrlcError} `NO_RECIPE_OF` for a word that no recipe is of.
 */
export async function listRecipes(
  plugins: readonly string[],
  of: readonly string[] = [],
): Promise<RecipeSummary[]> {
  const catalog = await openCatalog(plugins);
  const names = await catalog.recipes.names();
  const all = await Promise.all(names.map((name) => summariseRecipe(catalog, name)));
  for (const word of of) if (!all.some((recipe) => isOf(recipe, word))) throw noRecipeOf(word, all);
  return all.filter((recipe) => of.every((word) => isOf(recipe, word)));
}

function isOf({ name, strategy, dataset }: RecipeSummary, word: string): boolean {
  return [name, strategy, dataset].includes(word) || name.endsWith(`-${word}`);
}

function noRecipeOf(word: string, all: readonly RecipeSummary[]): CrlcError {
  const words = new Set(all.flatMap(({ name, strategy, dataset }) => [strategy, dataset, name]));
  return new CrlcError(
    "usage",
    "NO_RECIPE_OF",
    `Cannot list recipes of "${word}": it must be a strategy, a data set, or the end of a recipe's name such as "small", and is none`,
    { hint: didYouMean(word, [...words]) ?? "crlc recipes lists all of them" },
  );
}

/** Names of everything that has one. */
export interface Names {
  readonly backends: readonly string[];
  readonly datasets: readonly string[];
  readonly encoders: readonly string[];
  readonly parts: readonly string[];
  readonly recipes: readonly string[];
  readonly strategies: readonly string[];
}

/** The names of everything that comes with crlc, for completions. */
export async function listNames(): Promise<Names> {
  const { backends, datasets, encoders, recipes, strategies } = await openCatalog();
  return {
    backends: backends.names(),
    datasets: datasets.names(),
    encoders: encoders.names(),
    parts: PARTS.filter(fits).map(({ name }) => name),
    recipes: await recipes.names(),
    strategies: strategies.names(),
  };
}
