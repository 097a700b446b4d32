import type { DatasetPlugin } from "../datasets/mod.ts";
import type { StrategyPlugin } from "../plugins/mod.ts";
import { openCatalog } from "./catalog.ts";
import { type RecipeSummary, summariseRecipe } from "./recipe_summary.ts";

/** What a list says of a strategy. */
export type StrategyItem = Pick<StrategyPlugin, "name" | "about" | "source">;

/** What a list says of a data set. */
export interface DatasetItem
  extends Pick<DatasetPlugin, "name" | "about" | "licence" | "citation" | "archives" | "takes"> {
  readonly splits: Readonly<Record<string, number | null>>;
  readonly classes?: number;
  /** `[height, width, channels]`. */
  readonly shape?: readonly number[];
}

function datasetItem(plugin: DatasetPlugin): DatasetItem {
  const { name, about, licence, citation, archives, takes, facts } = plugin;
  const splits = Object.entries(facts.splits).map(([split, n]) => [split, n ?? null] as const);
  return {
    name,
    about,
    licence,
    citation,
    archives,
    takes,
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

/** Every known recipe, in alphabetical order. */
export async function listRecipes(plugins: readonly string[]): Promise<RecipeSummary[]> {
  const catalog = await openCatalog(plugins);
  const names = catalog.recipes.names();
  return await Promise.all(names.map((name) => summariseRecipe(catalog, name)));
}

/** Names of everything that has one. */
export interface Names {
  readonly backends: readonly string[];
  readonly datasets: readonly string[];
  readonly recipes: readonly string[];
  readonly strategies: readonly string[];
}

/** The names of everything that comes with crlc, for completions; loads no plugin. */
export async function listNames(): Promise<Names> {
  const { backends, datasets, recipes, strategies } = await openCatalog();
  return {
    backends: backends.names(),
    datasets: datasets.names(),
    recipes: recipes.names(),
    strategies: strategies.names(),
  };
}
