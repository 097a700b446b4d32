import { CrlcError } from "../../core/errors.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { firstImages } from "../../datasets/first_images.ts";
import { rootOf } from "../../datasets/root_of.ts";
import type { Normalise } from "../../pipeline/normalise.ts";
import type { Strategy } from "../../plugins/strategy.ts";
import type { Observer } from "../api.ts";
import type { Environment } from "../parts/environment.ts";
import type { Catalog } from "../parts/catalog.ts";
import { drawLabels, labelledRule } from "./labels.ts";
import { movedOptions } from "./moved.ts";
import { measureNormalisation } from "./normalisation.ts";
import type { Recipe } from "./recipe.ts";
import { passStages } from "./pass_stages.ts";
import { readLabels } from "./read_labels.ts";
import { encodeImages } from "./encode_images.ts";
import { encoderPlace, refuseOtherWeights } from "./encoder.ts";
import { WITHOUT_AUXILIARY } from "./without_auxiliary.ts";

/** A recipe with nothing left open: clusters and normalisation are numbers. */
export interface ResolvedRecipe extends Recipe {
  readonly clusters: number;
}

/** A recipe at work: what is learned, and how images reach it. */
export interface Task {
  readonly recipe: ResolvedRecipe;
  readonly strategy: Strategy;
  readonly normalise: Normalise;
  /** What the network sees: `[height, width, channels]`. */
  readonly input: readonly [number, number, number];
  /** Images of the auxiliary split, where the recipe names one. */
  readonly auxiliary?: number;
}

/** The facts of the images that a task depends on. */
export interface TaskImages {
  /** Of the training split. */
  readonly samples: number;
  readonly channels: number;
  /** Numbers of a feature, where the data set has features of its own. */
  readonly features?: number;
  /** Of the auxiliary split, where it is known. */
  readonly auxiliary?: number;
}

/** The facts of open images that a task depends on. */
export function imagesOf({ length, channels, features }: Dataset, auxiliary?: Dataset): TaskImages {
  return {
    ...{ samples: length, channels, auxiliary: auxiliary?.length },
    features: features?.dimensions,
  };
}

/** How a split is opened, where it is not the recipe's own and not as it was kept. */
export interface SplitOptions {
  readonly split?: string;
  /** Another split that the recipe names, or the first images of it, and the key that says how many. */
  readonly other?: { readonly split: string; readonly first?: number; readonly key: string };
  /** Whether images that are kept are prepared anew. */
  readonly rebuild?: boolean;
  /** What `splitsOf()` gave, where it was asked. */
  readonly splits?: readonly string[];
}

/**
 * Opens a split of a recipe's data set; the recipe's own where none is named, and of that only the
 * images that the recipe takes.
 *
 * @param observer Is told how many images are ready, where preparing them takes long.
 * @throws {CrlcError} `ENCODER_CHANGED` where the recipe's encoder has other weights now.
 */
export async function openSplit(
  catalog: Catalog,
  recipe: Recipe,
  environment: Pick<Environment, "dataFolder" | "hubCache" | "cache" | "folder">,
  observer?: Observer,
  wanted: SplitOptions = {},
): Promise<Dataset> {
  const { dataset: { name, split, first }, encoder } = recipe;
  const { dataFolder, cache, folder } = environment;
  const plugin = await catalog.datasets.get(name), place = encoderPlace(catalog, environment);
  // Also where no feature is computed anew: those that are kept are of the weights of then.
  if (encoder) await refuseOtherWeights(encoder, place);
  const { other } = wanted, opened = other?.split ?? wanted.split ?? split;
  const whole = await plugin.open({
    root: rootOf(plugin, dataFolder),
    split: opened,
    options: movedOptions(recipe, folder),
    progress: (done, total) => observer?.progress("preparing images", done, total),
    splits: wanted.splits,
    cache: cache &&
      { ...cache, rebuild: wanted.rebuild, warn: (text) => observer?.warn(text) },
  });
  const own = opened === split ? first : undefined, taken = other ? other.first : own;
  const encoded = (images: Dataset) =>
    encoder ? encodeImages(images, encoder, { cache, ...place }, observer) : images;
  if (taken === undefined) return encoded(whole);
  try {
    return encoded(firstImages(whole, taken, other?.key ?? "dataset.first"));
  } catch (error) {
    await whole[Symbol.asyncDispose]();
    throw error;
  }
}

/**
 * Fills in what only the images can tell.
 *
 * @param atMostImages Whether as many clusters are made as there are images, where more are asked for.
 * @throws {CrlcError} `CLUSTERS_MISSING` if neither recipe nor data set say how many clusters;
 *   `BAD_OPTION` for a single one; `TOO_FEW_IMAGES` for more clusters than images, or less than two images.
 */
export async function resolveRecipe(
  recipe: Recipe,
  dataset: Dataset,
  atMostImages = false,
): Promise<ResolvedRecipe> {
  const classes = dataset.classes?.length;
  const wanted = recipe.clusters ?? (classes === 1 ? undefined : classes);
  const clusters = atMostImages && wanted !== undefined ? Math.min(wanted, dataset.length) : wanted;
  if (clusters === undefined) {
    const reason = classes === 1
      ? `all images are of one class, ${JSON.stringify(dataset.classes![0])}`
      : dataset.remarks?.noClasses ?? "the images have no classes";
    throw new CrlcError(
      "usage",
      "CLUSTERS_MISSING",
      `Cannot cluster ${recipe.dataset.name}: the number of clusters must be given, since ${reason}`,
      { hint: "give it with -k, for example -k 10" },
    );
  }
  if (clusters < 2) {
    throw new CrlcError(
      "usage",
      "BAD_OPTION",
      `Cannot cluster ${recipe.dataset.name}: there must be two clusters at least, and ${clusters} is asked for`,
      { hint: "one cluster says nothing of its images: give more with -k" },
    );
  }
  if (dataset.length < 2 || clusters > dataset.length) {
    throw new CrlcError(
      "usage",
      "TOO_FEW_IMAGES",
      `Cannot cluster ${recipe.dataset.name}: there must be two images at least and no more clusters than images, and there ${
        dataset.length === 1 ? "is 1 image" : `are ${dataset.length} images`
      } for ${clusters} clusters`,
      { hint: "give more images, or fewer clusters with -k" },
    );
  }
  const normalise = recipe.input.normalise === "dataset"
    ? await measureNormalisation(dataset)
    : recipe.input.normalise;
  const options = fitBatch(recipe, dataset.length);
  return { ...recipe, clusters, options, input: { ...recipe.input, normalise } };
}

/** A person's own set may hold fewer images than a batch, of any stage; then all of them are one. */
function fitBatch({ dataset, options }: Recipe, samples: number): Record<string, unknown> {
  if (dataset.name !== "folder" && dataset.name !== "features") return options;
  const fitted = { ...options };
  for (const [key, value] of Object.entries(options)) {
    const stage = value as { readonly batchSize?: unknown } | null;
    if (key === "batchSize" && typeof value === "number") fitted[key] = Math.min(value, samples);
    else if (typeof stage === "object" && typeof stage?.batchSize === "number") {
      fitted[key] = { ...stage, batchSize: Math.min(stage.batchSize, samples) };
    }
  }
  return fitted;
}

/**
 * Gives a recipe the labels that its strategy declares, and no other recipe any.
 *
 * @param file Where they are, instead of being drawn from the data set's own.
 * @throws {CrlcError} `LABELS_UNUSED` if labels are given to a strategy that takes none.
 */
export async function labelRecipe(
  catalog: Catalog,
  recipe: ResolvedRecipe,
  dataset: Dataset,
  file?: string,
): Promise<ResolvedRecipe> {
  const { strategy } = await createTask(catalog, recipe, imagesOf(dataset));
  const rule = labelledRule(strategy.stages);
  if (!rule && (file !== undefined || recipe.labels)) {
    throw new CrlcError(
      "usage",
      "LABELS_UNUSED",
      `Cannot use labels: the strategy must take some, and "${recipe.strategy}" takes none`,
      { hint: "crlc-semi is a strategy that does" },
    );
  }
  if (!rule || recipe.labels && file === undefined) return recipe;
  const labels = file === undefined
    ? await drawLabels(dataset, rule, recipe)
    : await readLabels(file, dataset, recipe.clusters);
  return { ...recipe, labels };
}

/**
 * Makes the strategy of a resolved recipe for some images.
 *
 * @throws {CrlcError} `AUXILIARY_UNUSED` if there are auxiliary images and the strategy takes none.
 */
export async function createTask(
  catalog: Catalog,
  recipe: ResolvedRecipe,
  { samples, channels, features, auxiliary }: TaskImages,
): Promise<Task> {
  const plugin = await catalog.strategies.get(recipe.strategy);
  const { encoder } = recipe, [height, width] = encoder ? [1, 1] : recipe.input.size;
  const input = [height, width, encoder?.dimensions ?? features ?? channels] as const;
  const options = plugin.options(recipe.options);
  const context = { clusters: recipe.clusters, samples, auxiliary, input };
  const strategy = plugin.create(context, options);
  if (auxiliary !== undefined) requireAuxiliaryUsed(recipe, strategy);
  const { normalise } = recipe.input;
  if (normalise === "dataset") throw new TypeError("Cannot create a task of an unresolved recipe");
  if (normalise !== "none" && normalise.mean.length !== channels) {
    throw new CrlcError(
      "usage",
      "BAD_OPTION",
      `Cannot normalise the images: there must be one mean for each of their ${channels} channels, and there are ${normalise.mean.length}`,
      { hint: "--set input.normalise=dataset takes the numbers from the images" },
    );
  }
  return { recipe, strategy, normalise: normalise === "none" ? null : normalise, input, auxiliary };
}

/**
 * Makes sure that auxiliary images are trained on, where a recipe names some.
 *
 * @throws {CrlcError} `AUXILIARY_UNUSED`.
 */
function requireAuxiliaryUsed(
  { strategy: name }: Pick<Recipe, "strategy">,
  { stages }: Pick<Strategy, "stages">,
): void {
  if (stages.some((stage) => passStages(stage, true).some(({ of }) => of === "auxiliary"))) return;
  throw new CrlcError(
    "usage",
    "AUXILIARY_UNUSED",
    `Cannot use the auxiliary images: a stage must train on them, and "${name}" has none that does with these options`,
    { hint: `strategies with a representation head do, such as crlc; ${WITHOUT_AUXILIARY}` },
  );
}
