import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { readIfThere } from "../../run/folder/files.ts";
import { runsIn } from "../../run/folder/near_run.ts";
import { type Manifest, pathsOf, readManifest } from "../../run/folder/run_folder.ts";
import type { Catalog } from "../../run/parts/catalog.ts";
import { readRecipe, type Recipe } from "../../run/recipe/recipe.ts";
import type { Control } from "../api.ts";
import { commandOf } from "../report/command_of.ts";

/** The strategy that learns the labelled images alone. */
export const CONTROL = "supervised";
/** Options that the control takes over from the run it is beside. */
export const SHARED = ["perClass", "labelledBatch", "epochs", "steps", "batchSize"];

/**
 * The control of a run that was trained with labels: what the labelled images alone give. It is a run
 * of `supervised` beside it that has seen the same images of the same data, and was scored; where
 * there is none, the command that trains it.
 *
 * @param split Whose score is compared.
 * @param folders Where it is looked for; the folder that the run lies in, unless said.
 * @returns Nothing for a run without labels, and for a control itself.
 */
export async function findControl(
  run: string,
  manifest: Manifest,
  split: string,
  catalog: Catalog,
  folders: readonly string[] = [dirname(run)],
): Promise<Control | undefined> {
  const { recipe } = manifest;
  if (!recipe.labels || recipe.strategy === CONTROL) return undefined;
  const labelled = recipe.labels.images.length, others: string[] = [];
  for (const folder of folders) {
    others.push(...(await runsIn(folder)).map((name) => join(folder, name)));
  }
  for (const other of others) {
    const known = await manifestOf(other);
    if (!known || known.recipe.strategy !== CONTROL) continue;
    const same = known.data.digest === manifest.data.digest &&
      isDeepStrictEqual(known.recipe.labels, recipe.labels);
    const acc = same ? await accuracyOf(other, split) : undefined;
    if (acc !== undefined) return { labelled, run: other, acc };
  }
  const recipeOfControl = await controlRecipe(catalog, recipe).catch(() => undefined);
  const command = recipeOfControl &&
    await commandOf(`${run}-control`, { ...manifest, recipe: recipeOfControl }, catalog);
  return { labelled, command };
}

/** What a run is of; nothing where it cannot be read. */
export async function manifestOf(run: string): Promise<Manifest | undefined> {
  try {
    return await readManifest(run);
  } catch (error) {
    // Another run that cannot be read is for crlc runs to tell of.
    if (error instanceof CrlcError) return undefined;
    throw error;
  }
}

const evaluated = v.object({
  scores: v.array(
    v.object({ split: v.string(), selected: v.object({ acc: v.optional(v.number()) }) }),
  ),
});

/** What the last `crlc eval` of a run has found of a split. */
async function accuracyOf(run: string, split: string): Promise<number | undefined> {
  try {
    const text = await readIfThere(pathsOf(run).evaluation);
    const { scores } = v.parse(evaluated, JSON.parse(text ?? ""));
    return scores.find((score) => score.split === split)?.selected.acc;
  } catch {
    return undefined;
  }
}

/** The recipe of the control: that of the same data in the table, or another of them with its strategy. */
async function controlRecipe(catalog: Catalog, recipe: Recipe): Promise<Recipe> {
  const data = recipe.name.replace(/^[^/]*/, "");
  let name = recipe.name;
  for (const known of [CONTROL + data, recipe.name, `crlc${data}`]) {
    if (!await catalog.recipes.has(known)) continue;
    name = known;
    break;
  }
  const shared = SHARED.filter((key) => recipe.options[key] !== undefined);
  const control = await readRecipe(catalog, name, {
    strategy: CONTROL,
    seed: recipe.seed,
    set: shared.map((key) => `options.${key}=${JSON.stringify(recipe.options[key])}`),
  });
  return { ...control, clusters: recipe.clusters, labels: recipe.labels, name };
}
