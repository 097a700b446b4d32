import { CrlcError } from "../../core/errors.ts";
import { readList } from "../../core/read_list.ts";
import { sha256 } from "../../core/sha256.ts";
import { encoders } from "../../encoders/mod.ts";
import { usualPreprocessing } from "../../encoders/preprocessing.ts";
import type { TrainRequest } from "../api.ts";
import { openManifest } from "../folder/run_folder.ts";
import { openCatalog } from "../parts/catalog.ts";
import type { RecipeEncoder } from "../recipe/encoder.ts";
import { findRecipe } from "../recipe/find_recipe.ts";
import { joinEncoders } from "../recipe/join_encoders.ts";
import { readLabelsFile } from "../recipe/read_labels.ts";
import { readRecipe } from "../recipe/recipe.ts";

/** What is to be done with encoders that need not be there yet. */
export interface Rehearsed extends Pick<TrainRequest, "target" | "overrides" | "from" | "labels"> {
  readonly encoders: readonly string[];
  /** Are not loaded: where some are named, of the recipe only its file or folder is looked for. */
  readonly plugins: readonly string[];
}

/**
 * Looks for what a training names and reads its recipe as if its encoders were there, so that what is
 * wrong is told before they are fetched.
 *
 * @throws {CrlcError} as the training itself, of all but encoders and images.
 */
export async function rehearse(
  { target, overrides, from, labels, encoders, plugins }: Rehearsed,
): Promise<void> {
  if (overrides.list !== undefined) await readList(overrides.list);
  if (from !== undefined) await openManifest(from);
  if (labels !== undefined && !await isPipe(labels)) await readLabelsFile(labels);
  const catalog = await openCatalog([]);
  if (plugins.length === 0) {
    const encoder = joinEncoders(await Promise.all(encoders.map(standIn)));
    await readRecipe(catalog, target, { ...overrides, encoder });
    return;
  }
  await findRecipe(catalog, target, overrides.moved).catch((error) => {
    if (isOfFiles(error)) throw error;
  });
}

/** Whether what is there can be read once, by whoever trains. */
async function isPipe(path: string): Promise<boolean> {
  const found = await Deno.stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile && !found.isDirectory;
}

const isOfFiles = (error: unknown) =>
  error instanceof CrlcError && ["NO_SUCH_RECIPE_FILE", "BAD_RECIPE_FILE"].includes(error.code);

/** What is known of an encoder without its weights, and what is usual. */
async function standIn(name: string): Promise<RecipeEncoder> {
  const known = encoders.has(name) ? await encoders.get(name) : undefined;
  return {
    ...{ name, source: name, about: "", digest: sha256(new TextEncoder().encode(name)) },
    dimensions: known?.dimensions ?? 1,
    input: known?.input ?? usualPreprocessing("", 224),
    views: "cached",
  };
}
