import { CrlcError } from "../core/errors.ts";
import { fetchDataset } from "../datasets/download/fetch_dataset.ts";
import { rootOf } from "../datasets/root_of.ts";
import type { Observer } from "../run/api.ts";
import { type Catalog, openCatalog } from "../run/parts/catalog.ts";
import { tellTransfer } from "./tell_transfer.ts";

export interface ObtainRequest {
  /** Name of the data set. */
  readonly name: string;
  /** Folder that holds the data sets, one folder each. */
  readonly dataFolder: string;
  readonly plugins: readonly string[];
  /** Whether an archive with another digest than the official one, or with none, is taken. */
  readonly unverified: boolean;
}

/** What was obtained. */
export interface Obtained {
  readonly dataset: string;
  readonly folder: string;
  /** What was found, a line an archive. */
  readonly found: readonly string[];
  /** Names of the recipes that can be trained now. */
  readonly recipes: readonly string[];
}

async function recipesOf(catalog: Catalog, dataset: string): Promise<string[]> {
  const recipes = await catalog.recipes.list();
  return recipes.filter((recipe) => recipe.dataset === dataset).map(({ name }) => name);
}

/**
 * Downloads a data set; an interrupted download goes on.
 *
 * @throws {CrlcError} of kind `data`, `resource`, or `stopped`.
 */
export async function downloadDataset(
  { name, dataFolder, plugins, unverified }: ObtainRequest,
  offline: boolean,
  observer: Observer,
  stop: AbortSignal,
): Promise<Obtained> {
  const catalog = await openCatalog(plugins);
  const plugin = await catalog.datasets.get(name);
  const folder = rootOf(plugin, dataFolder);
  const found = await fetchDataset(plugin, folder, {
    offline,
    unverified,
    signal: stop,
    progress: (done) => tellTransfer(observer, done.unpacking ? "unpacking" : "downloading", done),
  });
  return { dataset: name, folder, found, recipes: await recipesOf(catalog, name) };
}

/**
 * Imports archives, or a folder, that lie on this machine.
 *
 * @throws {CrlcError} of kind `data`, or `stopped`; nothing is then left behind.
 */
export async function importDataset(
  { name, dataFolder, plugins, unverified }: ObtainRequest,
  paths: readonly string[],
  observer: Observer,
  stop: AbortSignal,
): Promise<Obtained> {
  const catalog = await openCatalog(plugins);
  const plugin = await catalog.datasets.get(name);
  if (!plugin.import) {
    throw new CrlcError(
      "data",
      "NOTHING_TO_IMPORT",
      `Cannot import data set "${name}": it must have an official archive, and has none`,
      { hint: `it can be used right away: ${plugin.about}` },
    );
  }
  const folder = rootOf(plugin, dataFolder);
  const found = await plugin.import(paths, folder, {
    unverified,
    signal: stop,
    progress: (done) => tellTransfer(observer, "unpacking", done),
  });
  return { dataset: name, folder, found, recipes: await recipesOf(catalog, name) };
}
