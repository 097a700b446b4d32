import { resolve } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Recipe } from "./recipe.ts";

/**
 * The options of a recipe's data set, with the folder where its pictures lie now.
 *
 * @param folder As `--folder` says; the recipe's own where absent.
 * @throws {CrlcError} `FOLDER_UNUSED` where the pictures come from no folder.
 */
export function movedOptions(
  { dataset: { name, options } }: Pick<Recipe, "dataset">,
  folder: string | undefined,
): Readonly<Record<string, unknown>> {
  if (folder === undefined) return options;
  if (name !== "folder" && options.path === undefined) {
    throw new CrlcError(
      "usage",
      "FOLDER_UNUSED",
      `Cannot use --folder: the images must come from a folder, and come from data set "${name}"`,
      { hint: "--data says where official data sets lie" },
    );
  }
  return { ...options, path: resolve(folder) };
}
