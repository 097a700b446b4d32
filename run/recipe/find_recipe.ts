import { basename, dirname, extname, join, resolve } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { readText } from "../../core/read_text.ts";
import { shellLine } from "../../core/shell_line.ts";
import { FEATURE_FILE } from "../../datasets/features/read_features.ts";
import { sniff, SNIFF_BYTES } from "../../datasets/images/sniff.ts";
import { isArchive } from "../../datasets/folder/unpacked.ts";
import type { Catalog } from "../parts/catalog.ts";

/** A recipe as it is written, before any default is filled in. */
export interface FoundRecipe {
  readonly name: string;
  readonly raw: unknown;
  /** There, if the target is a folder of images. */
  readonly folder?: true;
}

/**
 * Finds the recipe that a target means.
 *
 * @param target A recipe's name, a recipe file, a folder of images, or an archive of one.
 * @param moved Whether the target may be a folder that is no longer there.
 * @throws {CrlcError} `NO_SUCH_RECIPE_FILE`, `BAD_RECIPE_FILE`; of an unknown name what the table
 *   throws.
 */
export async function findRecipe(
  catalog: Catalog,
  target: string,
  moved = false,
): Promise<FoundRecipe> {
  if (await catalog.recipes.has(target)) {
    return { name: target, raw: await catalog.recipes.get(target) };
  }
  const found = await Deno.stat(target).catch(() => undefined);
  if (found?.isDirectory) await requireNoRun(target);
  const archive = found?.isFile === true && await isArchive(target);
  if (found?.isDirectory || archive || moved && found === undefined) {
    const raw = await catalog.recipes.get("crlc/folder") as {
      dataset: { options?: Record<string, unknown> };
    };
    const options = { ...raw.dataset.options, path: resolve(target) };
    return {
      name: `crlc/${placeName(target, archive) || "folder"}`,
      raw: { ...raw, dataset: { ...raw.dataset, options } },
      folder: true,
    };
  }
  if (found?.isFile && FEATURE_FILE.test(target)) {
    return {
      name: `crlc-features/${basename(target, extname(target))}`,
      raw: {
        strategy: "crlc-features",
        dataset: { name: "features", options: { path: resolve(target) } },
        input: { size: [1, 1], normalise: "none" },
      },
    };
  }
  if (found?.isFile) {
    const written = await readJson(target);
    if ("recipeHash" in written) throw manifestOf(target);
    const raw = await catalog.recipes.complete(written);
    return { name: basename(target, extname(target)), raw };
  }
  if (/\.json$|^[./~]|\\/.test(target)) {
    throw new CrlcError(
      "usage",
      "NO_SUCH_RECIPE_FILE",
      `Cannot find "${target}": it must be a recipe file or a folder of images, and nothing is there`,
      {
        hint: `${resolve(target)} is looked for; crlc recipes lists the recipes that need no file`,
      },
    );
  }
  return { name: target, raw: await catalog.recipes.get(target) };
}

/** What a run on a folder, or on an archive of one, is called after. */
function placeName(target: string, isArchive: boolean): string {
  const name = basename(resolve(target));
  return isArchive ? name.replace(/\.(zip|tar|tgz|tar\.gz)$/i, "") : name;
}

async function readJson(path: string): Promise<object> {
  let value: unknown;
  try {
    value = JSON.parse(await readText(path));
  } catch (cause) {
    if (await isPicture(path)) {
      throw new CrlcError(
        "usage",
        "BAD_RECIPE_FILE",
        `Cannot train on "${path}": it must be a recipe file or a folder of images, and is one picture`,
        { hint: `give the folder it is in: crlc train ${shellLine([dirname(path)])} -k N` },
      );
    }
    throw new CrlcError(
      "usage",
      "BAD_RECIPE_FILE",
      `Cannot read recipe "${path}": it must be JSON, and is not: ${messageOf(cause)}`,
      { cause },
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new CrlcError(
    "usage",
    "BAD_RECIPE_FILE",
    `Cannot read recipe "${path}": it must hold an object, and holds something else`,
  );
}

/** Makes sure that a folder of images is not a run, which would be trained on in vain. */
async function requireNoRun(folder: string): Promise<void> {
  const manifest = join(folder, "recipe.json");
  const written = await readJson(manifest).catch(() => ({}));
  if ("recipeHash" in written) throw manifestOf(manifest);
}

/** The error for the recipe.json of a run, which is more than a recipe. */
function manifestOf(path: string): CrlcError {
  const run = shellLine([dirname(path)]);
  return new CrlcError(
    "usage",
    "BAD_RECIPE_FILE",
    `Cannot train on "${path}": it must be a recipe file or a folder of images, and is the recipe.json of a run`,
    { hint: `crlc train --repeat ${run} makes the run again; crlc eval ${run} looks at it` },
  );
}

/** Whether a file begins as a picture does; one that cannot be read does not. */
async function isPicture(path: string): Promise<boolean> {
  const head = new Uint8Array(SNIFF_BYTES);
  try {
    using file = await Deno.open(path);
    return sniff(head.subarray(0, await file.read(head) ?? 0)) !== undefined;
  } catch {
    return false;
  }
}
