import { join } from "node:path";
import type { Recipe } from "../recipe/recipe.ts";
import { readManifest } from "./run_folder.ts";

/**
 * The run folder of a recipe, unless one is named: `<recipe with - for />-seed<seed>`. Where that one
 * was trained with another number of clusters, the number is in the name: `...-k<clusters>-seed<seed>`.
 *
 * @param folder The folder of all runs.
 */
export async function defaultRun(
  folder: string,
  { name, clusters, seed }: Pick<Recipe, "name" | "clusters" | "seed">,
): Promise<string> {
  const place = (words: string) => join(folder, `${name.replaceAll("/", "-")}${words}-seed${seed}`);
  const plain = place("");
  if (clusters === undefined) return plain;
  const there = (await readManifest(plain))?.recipe.clusters;
  return there === undefined || there === clusters ? plain : place(`-k${clusters}`);
}
