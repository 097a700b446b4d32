import { shellLine } from "../../core/shell_line.ts";
import type { Catalog } from "../catalog.ts";
import { type Recipe, resolveRecipe } from "../recipe.ts";
import type { Manifest } from "../run_folder.ts";

/** Values of a recipe that flags of their own change. */
const FLAGS: Readonly<Record<string, string>> = {
  clusters: "-k",
  seed: "--seed",
  "dataset.split": "--split",
  "options.epochs": "--epochs",
};

/**
 * The `crlc train` command that makes a run again, with everything that differs from the recipe
 * of that name; nothing where that recipe is no longer known.
 */
export async function commandOf(
  run: string,
  { recipe, plugins }: Manifest,
  catalog: Catalog,
): Promise<string | undefined> {
  const folder = recipe.dataset.name === "folder" && !catalog.recipes.names().includes(recipe.name)
    ? String(recipe.dataset.options.path)
    : undefined;
  const target = folder ?? recipe.name;
  let named: Recipe;
  try {
    named = await resolveRecipe(catalog, target);
  } catch {
    return undefined;
  }
  const words = ["crlc", "train", target];
  if (named.strategy !== recipe.strategy) words.push("--strategy", recipe.strategy);
  const before = flatten(named);
  for (const [key, value] of flatten(recipe)) {
    const told = key.startsWith("dataset.auxiliary") ||
      ["name", "about", "strategy", "dataset.name"].includes(key) ||
      key.startsWith("input.normalise") || (folder && key === "dataset.options.path");
    if (told || before.get(key) === value) continue;
    if (FLAGS[key]) words.push(FLAGS[key], value.replaceAll('"', ""));
    else words.push("--set", `${key}=${value.replaceAll('"', "")}`);
  }
  const auxiliary = auxiliarySetting(recipe);
  if (auxiliary !== auxiliarySetting(named)) words.push("--set", auxiliary);
  for (const plugin of plugins) words.push("--plugin", plugin);
  return shellLine([...words, "--run", run]);
}

/** Set as a whole: a recipe without auxiliary images has nothing to set a part of. */
function auxiliarySetting({ dataset: { auxiliary } }: Recipe): string {
  const { split, first } = auxiliary ?? {};
  const value = first === undefined ? split ?? "null" : JSON.stringify({ split, first });
  return `dataset.auxiliary=${value}`;
}

function flatten(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return new Map([[path, JSON.stringify(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...flatten(inner, path ? `${path}.${key}` : key),
    ]),
  );
}
