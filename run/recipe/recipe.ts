import { basename, dirname, extname, resolve } from "node:path";
import * as v from "valibot";
import { count, whole } from "../../core/numbers.ts";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { parseOptions } from "../../core/options.ts";
import { readText } from "../../core/read_text.ts";
import { shellLine } from "../../core/shell_line.ts";
import { sniff, SNIFF_BYTES } from "../../datasets/images/sniff.ts";
import { augmentationSchema } from "../../pipeline/augmentation.ts";
import { normaliseSchema } from "../../pipeline/normalise.ts";
import type { RecipeOverrides } from "./overrides.ts";
import type { Catalog } from "../parts/catalog.ts";
import { requireFolder } from "./require_folder.ts";
import { labelsSchema } from "./labels.ts";
import { applySettings } from "./settings.ts";

const side = whole(1, 4096);
const noAugmentation = v.optional(augmentationSchema, []);

/** What a recipe file may say. */
export const recipeSchema = v.strictObject({
  about: v.optional(v.string(), ""),
  strategy: v.string(),
  dataset: v.strictObject({
    name: v.string(),
    split: v.optional(v.string(), "train"),
    /** Only so many images of the split, from its first on; all where absent. */
    first: v.optional(count),
    /**
     * Images that serve the representation and are put into no cluster: another split, or only so
     * many of it; none where absent or null.
     */
    auxiliary: v.optional(
      v.pipe(
        v.nullable(
          v.union([v.string(), v.strictObject({ split: v.string(), first: v.optional(count) })]),
        ),
        v.transform((given) => typeof given === "string" ? { split: given } : given ?? undefined),
      ),
    ),
    options: v.optional(v.record(v.string(), v.unknown()), {}),
  }),
  /** Number of clusters; the number of classes where absent. */
  clusters: v.optional(count),
  input: v.strictObject({
    /** What the network sees: `[height, width]`. */
    size: v.tuple([side, side]),
    /** Per-channel mean and standard deviation of values from 0 to 1; "dataset" takes them from the images. */
    normalise: v.optional(
      v.union([v.picklist(["dataset", "none"]), v.nonNullable(normaliseSchema)]),
      "dataset",
    ),
    augment: v.optional(
      v.strictObject({
        none: noAugmentation,
        weak: noAugmentation,
        simclr: noAugmentation,
        strong: noAugmentation,
      }),
      {},
    ),
  }),
  options: v.optional(v.record(v.string(), v.unknown()), {}),
  /** The run that this one begins with: SHA-256 of its last checkpoint. */
  from: v.optional(v.strictObject({ checkpoint: v.string() })),
  /** Labels that a semi-supervised strategy may see; drawn by the seed where absent. */
  labels: v.optional(labelsSchema),
  seed: v.optional(
    whole(0, 4294967295),
    0,
  ),
});

/** A recipe with every default filled in; plain JSON. */
export interface Recipe extends v.InferOutput<typeof recipeSchema> {
  /** Its name in the table, the file's, or `<strategy>/<folder>`. */
  readonly name: string;
}

/**
 * A recipe that a run has written down, which anybody may have changed, against its schema.
 *
 * @param whose Such as `run "a"`.
 * @throws {CrlcError} `BAD_OPTION`, `UNKNOWN_OPTION`.
 */
export function writtenRecipe({ name, ...rest }: Recipe, whose: string): Recipe {
  return { ...parseOptions(recipeSchema, rest, `the recipe of ${whose}`), name };
}

/**
 * Finds a recipe and fills in every default.
 *
 * @param target A recipe's name, a recipe file, or a folder of images.
 * @throws {CrlcError} of kind `usage`: an unknown recipe, strategy or data set, a misspelt key, a
 *   value that cannot be; each names the nearest known one.
 */
export async function readRecipe(
  catalog: Catalog,
  target: string,
  overrides: RecipeOverrides = { set: [] },
): Promise<Recipe> {
  const { name, raw, folder } = await findRecipe(
    catalog,
    target,
    overrides.moved,
  );
  if (folder && overrides.dataset !== undefined && overrides.dataset !== "folder") {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      `Cannot use --dataset: a folder of images is a data set itself, and "${target}" is one`,
      { hint: "leave one of them out; a recipe and --dataset go together" },
    );
  }
  const what = `recipe "${name}"`;
  // What a paper reports is for the list of recipes: it changes nothing of a run.
  const { paper: _paper, ...written } = v.parse(v.record(v.string(), v.unknown()), raw);
  const first = parseOptions(recipeSchema, { strategy: "crlc", ...written }, what);
  const strategyName = overrides.strategy ?? first.strategy;
  const strategy = await catalog.strategies.get(strategyName);
  const datasetName = overrides.dataset ?? first.dataset.name;
  const sameDataset = datasetName === first.dataset.name;
  const dataset = await catalog.datasets.get(datasetName);

  // Another strategy takes over what it knows of the recipe's options.
  const known = strategyName === first.strategy ? undefined : strategy.options({});
  const options = known
    ? Object.fromEntries(
      Object.entries(first.options).filter(([key]) => key in (known as Record<string, unknown>)),
    )
    : first.options;
  const datasetOptions = sameDataset ? { ...first.dataset.options } : {};
  if (datasetName === "folder") {
    requireFolder(target, await catalog.recipes.has(target), datasetOptions, overrides);
  }
  if (overrides.maxBad !== undefined) datasetOptions.maxBad = overrides.maxBad;

  const draft: v.InferOutput<typeof recipeSchema> = {
    ...first,
    strategy: strategyName,
    dataset: {
      name: datasetName,
      split: overrides.split ?? first.dataset.split,
      ...sameDataset && first.dataset.first !== undefined && { first: first.dataset.first },
      ...sameDataset && first.dataset.auxiliary && { auxiliary: first.dataset.auxiliary },
      options: dataset.options(datasetOptions) as Record<string, unknown>,
    },
    clusters: overrides.clusters ?? (sameDataset ? first.clusters : undefined),
    options: strategy.options(options) as Record<string, unknown>,
    seed: overrides.seed ?? first.seed,
  };
  const epochs = overrides.epochs === undefined ? [] : [`options.epochs=${overrides.epochs}`];
  const resolved = parseOptions(
    recipeSchema,
    applySettings(draft, [...epochs, ...overrides.set], what),
    what,
  );
  return {
    ...resolved,
    name: strategyName === first.strategy ? name : name.replace(/^[^/]*/, strategyName),
    dataset: {
      ...resolved.dataset,
      options: dataset.options(resolved.dataset.options) as Record<string, unknown>,
    },
    options: strategy.options(resolved.options) as Record<string, unknown>,
  };
}

async function findRecipe(
  catalog: Catalog,
  target: string,
  moved = false,
): Promise<{ name: string; raw: unknown; folder?: true }> {
  if (await catalog.recipes.has(target)) {
    return { name: target, raw: await catalog.recipes.get(target) };
  }
  const found = await Deno.stat(target).catch(() => undefined);
  if (found?.isDirectory || moved && found === undefined) {
    const raw = await catalog.recipes.get("crlc/folder") as {
      dataset: { options?: Record<string, unknown> };
    };
    const options = { ...raw.dataset.options, path: resolve(target) };
    return {
      name: `crlc/${basename(resolve(target)) || "folder"}`,
      raw: { ...raw, dataset: { ...raw.dataset, options } },
      folder: true,
    };
  }
  if (found?.isFile) {
    const raw = await catalog.recipes.complete(await readJson(target));
    return { name: basename(target, extname(target)), raw };
  }
  if (/\.json$|^[./~]|\\/.test(target)) {
    throw new CrlcError(
      "usage",
      "NO_SUCH_RECIPE_FILE",
      `Cannot find "${target}": it must be a recipe file or a folder of images, and nothing is there`,
      { hint: "crlc recipes lists the recipes that come with crlc" },
    );
  }
  return { name: target, raw: await catalog.recipes.get(target) };
}

async function readJson(path: string): Promise<unknown> {
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
