import { basename, extname } from "node:path";
import * as v from "valibot";
import { count, whole } from "../../core/numbers.ts";
import { CrlcError } from "../../core/errors.ts";
import type { DatasetPlugin } from "../../datasets/dataset.ts";
import type { Preprocessing } from "../../encoders/preprocessing.ts";
import type { Field } from "../../core/field.ts";
import { parseOptions } from "../../core/options.ts";
import { type Augmentation, augmentationSchema } from "../../pipeline/augmentation.ts";
import { type Normalise, normaliseSchema } from "../../pipeline/normalise.ts";
import type { StrategyPlugin } from "../../plugins/mod.ts";
import type { RecipeOverrides } from "./overrides.ts";
import type { Catalog } from "../parts/catalog.ts";
import { findRecipe } from "./find_recipe.ts";
import { requireFolder } from "./require_folder.ts";
import { describeEncoder, encoderSchema, type RecipeEncoder } from "./encoder.ts";
import { joinEncoders } from "./join_encoders.ts";
import { type Labels, labelsSchema } from "./labels.ts";
import { applySettings } from "./settings.ts";
import { type Snapshots, snapshotsSchema, withSnapshots } from "./snapshots.ts";

const side = whole(1, 4096);
const noAugmentation = v.optional(augmentationSchema, []);

/** What is learned on the features of an encoder, where nobody says. */
const ON_FEATURES = "crlc-features";
const NO_AUGMENTATION = { none: [], weak: [], simclr: [], strong: [] };

/** Another split, or only the first images of one. */
export interface SplitChoice {
  readonly split: string;
  readonly first?: number;
}

/** What a recipe file may say, with every default filled in. */
export interface RecipeFields {
  about: string;
  strategy: string;
  dataset: {
    name: string;
    split: string;
    /** Only so many images of the split, from its first on; all where absent. */
    first?: number;
    /** Images that serve the representation and are put into no cluster. */
    auxiliary?: SplitChoice;
    /** Images by which the best epoch of a stage is chosen, in place of those trained on; no label is seen. */
    validation?: SplitChoice;
    options: Record<string, unknown>;
  };
  /** Number of clusters; the number of classes where absent. */
  clusters?: number;
  input: {
    /** What the network sees: `[height, width]`. */
    size: [number, number];
    /** Per-channel mean and standard deviation of values from 0 to 1; "dataset" takes them from the images. */
    normalise: "dataset" | "none" | NonNullable<Normalise>;
    augment: Record<"none" | "weak" | "simclr" | "strong", Augmentation>;
  };
  options: Record<string, unknown>;
  /** What is learned from in place of pixels: the features of a network that others have trained. */
  encoder?: RecipeEncoder;
  /** Set where the batch was made to fit the memory there was: the recipe's own, and bytes. */
  fitted?: { batchSize: number; limit: number };
  /** The run that this one begins with: SHA-256 of its last checkpoint. */
  from?: { checkpoint: string };
  /** Labels that a semi-supervised strategy may see; drawn by the seed where absent. */
  labels?: Labels;
  /** How often it is written down what the network predicts; it changes nothing of the run. */
  snapshots?: Snapshots;
  seed: number;
}

/** None where absent or null. */
const otherSplit: Field<SplitChoice | undefined> = v.optional(
  v.pipe(
    v.nullable(
      v.union([v.string(), v.strictObject({ split: v.string(), first: v.optional(count) })]),
    ),
    v.transform((given) => typeof given === "string" ? { split: given } : given ?? undefined),
  ),
);

/** A recipe as a file may have it. */
export const recipeSchema: Field<RecipeFields> = v.strictObject({
  about: v.optional(v.string(), ""),
  strategy: v.string(),
  dataset: v.strictObject({
    name: v.string(),
    split: v.optional(v.string(), "train"),
    first: v.optional(count),
    auxiliary: otherSplit,
    validation: otherSplit,
    options: v.optional(v.record(v.string(), v.unknown()), {}),
  }),
  clusters: v.optional(count),
  input: v.strictObject({
    size: v.tuple([side, side]),
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
  encoder: v.optional(encoderSchema),
  fitted: v.optional(
    v.strictObject({ batchSize: count, limit: whole(1, Number.MAX_SAFE_INTEGER) }),
  ),
  from: v.optional(v.strictObject({ checkpoint: v.string() })),
  labels: v.optional(labelsSchema),
  snapshots: v.optional(snapshotsSchema),
  seed: v.optional(whole(0, 4294967295), 0),
});

/** A recipe with every default filled in; plain JSON. */
export interface Recipe extends RecipeFields {
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
  const { name: found, raw, folder } = await findRecipe(catalog, target, overrides.moved);
  const name = overrides.list === undefined ? found : `crlc/${stemOf(overrides.list)}`;
  if (folder) requireNoOtherDataset(target, overrides);
  const what = `recipe "${name}"`;
  // What a paper reports is for the list of recipes: it changes nothing of a run.
  const { paper: _paper, ...written } = v.parse(v.record(v.string(), v.unknown()), raw);
  const first = parseOptions(recipeSchema, { strategy: "crlc", ...written }, what);
  const draft = await withOverrides(catalog, target, first, { ...overrides, folder });
  const epochs = overrides.epochs === undefined ? [] : [`options.epochs=${overrides.epochs}`];
  // A length in epochs takes the place of one in steps.
  if (overrides.epochs !== undefined) delete draft.options.steps;
  const strategy = await catalog.strategies.get(draft.strategy);
  const dataset = await catalog.datasets.get(draft.dataset.name);
  const known = withDefaults(draft, strategy, dataset);
  const resolved = parseOptions(
    recipeSchema,
    applySettings(draft, [...epochs, ...overrides.set], what, known),
    what,
  );
  return {
    ...resolved,
    name: nameOf(draft, first, name, folder),
    dataset: {
      ...resolved.dataset,
      options: dataset.options(resolved.dataset.options) as Record<string, unknown>,
    },
    options: strategy.options(resolved.options) as Record<string, unknown>,
  };
}

/** A recipe whose options are filled in, as far as they can be before the settings are applied. */
function withDefaults(draft: RecipeFields, strategy: StrategyPlugin, dataset: DatasetPlugin) {
  const filled = ({ options }: StrategyPlugin | DatasetPlugin, given: Record<string, unknown>) => {
    try {
      return options(given) as Record<string, unknown>;
    } catch {
      // Something is missing that a setting may bring; what is wrong is told afterwards.
      return given;
    }
  };
  const { options, dataset: set } = draft;
  return {
    ...draft,
    options: filled(strategy, options),
    dataset: { ...set, options: filled(dataset, set.options) },
  };
}

function requireNoOtherDataset(target: string, { dataset }: RecipeOverrides): void {
  if (dataset === undefined || dataset === "folder") return;
  throw new CrlcError(
    "usage",
    "BAD_USAGE",
    `Cannot use --dataset: a folder of images is a data set itself, and "${target}" is one`,
    { hint: "leave one of them out; a recipe and --dataset go together" },
  );
}

/**
 * The options by which a data set makes of pictures what an encoder expects; none where it does not
 * take them, for its images have a size of their own, and the encoder resizes them.
 */
function squaresFor(
  { resize: size, fit, interpolation }: Preprocessing,
  dataset: DatasetPlugin,
  options: Record<string, unknown>,
): Record<string, unknown> {
  const squares = { size, fit, interpolation };
  try {
    dataset.options({ ...options, ...squares });
    return squares;
  } catch {
    return {};
  }
}

/**
 * The options by which a strategy begins with the features that are there, at its second stage.
 *
 * @throws {CrlcError} `NEEDS_PIXELS` if it has none: it learns its own from pixels.
 */
function beginOnFeatures(
  strategy: StrategyPlugin,
  options: Record<string, unknown>,
  parts: readonly RecipeEncoder[] = [],
): Record<string, unknown> {
  const spaces = parts.map(({ dimensions }) => dimensions);
  // What tells several encoders apart is told where each begins; to all others they are one.
  if (spaces.length > 0 && takes(strategy, { ...options, spaces })) return { ...options, spaces };
  const defaults = strategy.options({}) as Record<string, unknown>;
  if ("unit" in defaults) return { ...options, unit: true };
  if (!("backbone" in defaults)) return options;
  const given = { ...options, backbone: "features" };
  if (!takes(strategy, given)) {
    throw new CrlcError(
      "usage",
      "NEEDS_PIXELS",
      `Cannot train "${strategy.name}" on features: a strategy must be able to begin with those that are there, and this one learns its own from pixels`,
      {
        hint:
          "crlc-features, temi, turtle, kmeans, crlc-two-stage and scan can; --encoder none leaves the pixels",
      },
    );
  }
  return given;
}

function takes(strategy: StrategyPlugin, options: Record<string, unknown>): boolean {
  try {
    strategy.options(options);
    return true;
  } catch {
    return false;
  }
}

const stemOf = (path: string) => basename(path, extname(path)) || "list";

/**
 * The name of what a recipe has become: the strategy comes first, an encoder last. What a folder is
 * learned by on features, where nobody says, goes without saying.
 */
function nameOf(
  { strategy, encoder }: RecipeFields,
  first: RecipeFields,
  name: string,
  folder = false,
): string {
  const own = encoder && folder && strategy === ON_FEATURES
    ? name.replace(/^[^/]*\//, "")
    : strategy === first.strategy
    ? name
    : name.replace(/^[^/]*/, strategy);
  return encoder && !first.encoder ? `${own}-${encoder.name}` : own;
}

/** The encoder that is asked for, or several as one. */
async function encoderOf(
  { encoders }: Catalog,
  { encoder, encoderFolders: folders = {} }: RecipeOverrides,
): Promise<RecipeEncoder | undefined> {
  if (encoder === undefined || typeof encoder === "object" && "digest" in encoder) return encoder;
  const parts: RecipeEncoder[] = [];
  for (const name of [encoder].flat()) {
    parts.push(await describeEncoder(name, { encoders, folders }));
  }
  return joinEncoders(parts);
}

/** A recipe with what the command line's own options change; `--set` and `--epochs` come later. */
async function withOverrides(
  catalog: Catalog,
  target: string,
  first: RecipeFields,
  { folder, ...overrides }: RecipeOverrides & { readonly folder?: boolean },
): Promise<RecipeFields> {
  const encoder = await encoderOf(catalog, overrides);
  const strategyName = overrides.strategy ?? (encoder && folder ? ON_FEATURES : first.strategy);
  const strategy = await catalog.strategies.get(strategyName);
  const datasetName = overrides.dataset ?? first.dataset.name;
  const sameDataset = datasetName === first.dataset.name;
  const dataset = await catalog.datasets.get(datasetName);

  // Another strategy takes over what it knows of the recipe's options.
  const known = strategyName === first.strategy ? undefined : strategy.options({});
  // What suits a network that learns from pixels says nothing of heads on features.
  const options = encoder && folder ? {} : known
    ? Object.fromEntries(
      Object.entries(first.options).filter(([key]) => key in (known as Record<string, unknown>)),
    )
    : first.options;
  const datasetOptions = sameDataset ? { ...first.dataset.options } : {};
  if (datasetName === "folder") {
    requireFolder(target, await catalog.recipes.has(target), datasetOptions, overrides);
  }
  if (encoder) Object.assign(datasetOptions, squaresFor(encoder.input, dataset, datasetOptions));
  if (overrides.list !== undefined) datasetOptions.list = overrides.list;
  if (overrides.maxBad !== undefined) datasetOptions.maxBad = overrides.maxBad;

  const begun = encoder || datasetName === "features"
    ? beginOnFeatures(strategy, options, encoder?.parts)
    : options;
  return {
    ...first,
    strategy: strategyName,
    dataset: {
      name: datasetName,
      split: overrides.split ?? first.dataset.split,
      ...sameDataset && first.dataset.first !== undefined && { first: first.dataset.first },
      ...sameDataset && first.dataset.auxiliary && { auxiliary: first.dataset.auxiliary },
      ...sameDataset && first.dataset.validation && { validation: first.dataset.validation },
      options: dataset.options(datasetOptions) as Record<string, unknown>,
    },
    clusters: overrides.clusters ?? (sameDataset ? first.clusters : undefined),
    options: strategy.options(begun) as Record<string, unknown>,
    ...withSnapshots(first, overrides.snapshots),
    seed: overrides.seed ?? first.seed,
    ...encoder && learnedOn(encoder, first, !folder && begun.backbone === "features"),
  };
}

/**
 * What of a recipe is otherwise where it learns from the features of an encoder: one of every image,
 * or, where a recipe that augments has them in place of a backbone, those of its augmented views, as
 * in Table 2 of the paper.
 */
function learnedOn(
  encoder: RecipeEncoder,
  { input }: RecipeFields,
  inPlace: boolean,
): Pick<RecipeFields, "encoder" | "input"> {
  // Several are learned from by one feature of every picture: views would go through each of them.
  if (inPlace && encoder.parts === undefined && input.augment.strong.length > 0) {
    return { encoder: { ...encoder, views: "augmented" }, input };
  }
  // A feature is to a network an image of one pixel with many channels.
  return { encoder, input: { size: [1, 1], normalise: "none", augment: NO_AUGMENTATION } };
}
