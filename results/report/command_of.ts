import { shellLine } from "../../core/shell_line.ts";
import type { Catalog } from "../../run/parts/catalog.ts";
import { leavesOf } from "../../run/folder/leaves_of.ts";
import { readRecipe, type Recipe } from "../../run/recipe/recipe.ts";
import type { Manifest } from "../../run/folder/run_folder.ts";

/** Values of a recipe that flags of their own change. */
const FLAGS: Readonly<Record<string, string>> = {
  clusters: "-k",
  seed: "--seed",
  "dataset.split": "--split",
  "options.epochs": "--epochs",
  "snapshots.every": "--snapshots",
  "snapshots.split": "--snapshot-split",
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
  const folder = recipe.dataset.name === "folder" && !await catalog.recipes.has(recipe.name)
    ? String(recipe.dataset.options.path)
    : undefined;
  const target = folder ?? recipe.name;
  let named: Recipe;
  try {
    named = await readRecipe(catalog, target, { set: [], encoder: recipe.encoder });
  } catch {
    return undefined;
  }
  const words = ["crlc", "train", target];
  const { encoder } = recipe;
  for (const { source } of encoder?.parts ?? (encoder ? [encoder] : [])) {
    words.push("--encoder", source);
  }
  if (!encoder && folder !== undefined) words.push("--encoder", "none");
  if (named.strategy !== recipe.strategy) words.push("--strategy", recipe.strategy);
  const before = leavesOf(named, "lists whole");
  for (const [key, value] of leavesOf(recipe, "lists whole")) {
    const told = ["name", "about", "strategy", "dataset.name"].includes(key) ||
      /^(encoder\.|dataset\.(auxiliary|validation)|input\.normalise|from\.|labels\.)/.test(key) ||
      (folder && key === "dataset.options.path") ||
      // Follows from the encoders.
      (encoder?.parts && key === "options.spaces");
    if (told || before.get(key) === value) continue;
    // What no other reading has is taken as text by --set, and need not be quoted.
    const text = /^"[a-z]\w*"$/i.test(value) && !/^"(true|false|null)"$/.test(value)
      ? value.slice(1, -1)
      : value;
    if (FLAGS[key]) words.push(FLAGS[key], value.startsWith('"') ? JSON.parse(value) : value);
    else words.push("--set", `${key}=${text}`);
  }
  for (const which of ["auxiliary", "validation"] as const) {
    const setting = otherSetting(recipe, which);
    if (setting !== otherSetting(named, which)) words.push("--set", setting);
  }
  if (recipe.from) words.push("--from", "RUN");
  if (recipe.labels && !wereDrawn(recipe)) words.push("--labels", "FILE");
  for (const plugin of plugins) words.push("--plugin", plugin);
  return shellLine([...words, "--run", run]);
}

/** Set as a whole: a recipe without such images has nothing to set a part of. */
function otherSetting({ dataset }: Recipe, which: "auxiliary" | "validation"): string {
  const { split, first } = dataset[which] ?? {};
  const value = first === undefined ? split ?? "null" : JSON.stringify({ split, first });
  return `dataset.${which}=${value}`;
}

/** Whether labels are as many of each class as the strategy draws where none are given. */
function wereDrawn({ labels, options }: Recipe): boolean {
  const counts = new Map<number, number>();
  for (const label of labels?.classes ?? []) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()].every((count) => count === options.perClass);
}
