import { join } from "node:path";
import { findEncoder } from "../../encoders/place/find_encoder.ts";
import { encoderMissing } from "../../encoders/place/locate_encoder.ts";
import type { TrainRequest } from "../api.ts";
import { readIfThere } from "../folder/files.ts";
import { type Manifest, pathsOf, readManifest } from "../folder/run_folder.ts";
import { type Catalog, openCatalog } from "../parts/catalog.ts";
import { encoderPlace, type RecipeEncoder } from "../recipe/encoder.ts";
import { findRecipe } from "../recipe/find_recipe.ts";

/**
 * Encoders that a folder is learned on where nobody names one, first the one that is taken before all
 * others: of those that are on the machine. None whose licence forbids a use.
 */
export const PREFERRED = [
  ...["dinov2-small", "dinov2-base", "dinov2-large", "siglip-base", "clip-b32", "dino-small"],
  ...["efficientnet-lite0", "efficientnet-lite1", "efficientnet-lite2"],
] as const;

/** What is fetched where a person wants any: it has seen no labels, and is small. */
export const DEFAULT_ENCODER = "dinov2-small";

/** What a training learns from, and who says so. */
export type EncoderChoice =
  /** The person does, or what is trained is no folder of pictures. */
  | { readonly by: "request"; readonly encoder?: TrainRequest["overrides"]["encoder"] }
  /** The run that goes on does. */
  | { readonly by: "run"; readonly run: string; readonly encoder?: RecipeEncoder }
  /** It is on the machine, and first of the list. */
  | { readonly by: "list"; readonly encoder: string }
  /** None of the list is there. */
  | { readonly by: "none" };

/**
 * Chooses the encoder of a training: the one that is asked for; that of the run that goes on; or the
 * first of a fixed list that is on this machine. Nothing is fetched.
 */
export async function chooseEncoder(
  { target, overrides, environment, run, runsFolder, recipe, from }: TrainRequest,
): Promise<EncoderChoice> {
  const { encoder: named } = overrides;
  if (named === "none") return { by: "request" };
  if (named !== undefined) return { by: "request", encoder: named };
  const catalog = await openCatalog(environment.plugins);
  if (recipe || from !== undefined || !await isLearnedOnFeatures(catalog, target, overrides)) {
    return { by: "request" };
  }
  const begun = run === undefined
    ? await unfinishedRun(catalog, { target, overrides, runsFolder })
    : await existing(run);
  if (begun) return { by: "run", run: begun.run, encoder: begun.manifest.recipe.encoder };
  const encoder = await firstThere(catalog, environment);
  return encoder === undefined ? { by: "none" } : { by: "list", encoder };
}

/** The first of the list that is on this machine. */
async function firstThere(
  catalog: Catalog,
  environment: TrainRequest["environment"],
): Promise<string | undefined> {
  const { folders } = encoderPlace(catalog, environment);
  for (const name of PREFERRED) {
    const { source } = await catalog.encoders.get(name);
    if (await findEncoder(folders, name, source)) return name;
  }
  return undefined;
}

/**
 * The encoder that is taken where one is needed and nobody names it.
 *
 * @throws {CrlcError} `ENCODER_MISSING` where none of the list is there.
 */
export async function anyEncoder(
  catalog: Catalog,
  environment: TrainRequest["environment"],
): Promise<string> {
  const found = await firstThere(catalog, environment);
  if (found === undefined) throw encoderMissing(DEFAULT_ENCODER);
  return found;
}

/** Whether it is pictures of a person's own, and no method or size is asked for that needs pixels. */
async function isLearnedOnFeatures(
  catalog: Catalog,
  target: string,
  { strategy, set, moved }: TrainRequest["overrides"],
): Promise<boolean> {
  const { folder } = await findRecipe(catalog, target, moved);
  if (!folder || set.some((setting) => /^(input\.|(dataset\.options\.)?size=)/.test(setting))) {
    return false;
  }
  return strategy === undefined || (await catalog.strategies.get(strategy)).onFeatures === true;
}

async function existing(run: string): Promise<{ run: string; manifest: Manifest } | undefined> {
  const manifest = await readManifest(run);
  return manifest && { run, manifest };
}

/** A run of this folder that was begun, with any encoder or none, and is not finished. */
async function unfinishedRun(
  catalog: Catalog,
  { target, overrides, runsFolder }: Pick<TrainRequest, "target" | "overrides" | "runsFolder">,
) {
  const { name } = await findRecipe(catalog, target, overrides.moved);
  const folder = name.replace(/^[^/]*\//, ""), seed = overrides.seed ?? 0;
  const names = [name.replaceAll("/", "-"), ...PREFERRED.map((encoder) => `${folder}-${encoder}`)];
  for (const name of names) {
    const begun = await existing(join(runsFolder, `${name}-seed${seed}`));
    if (begun && await readIfThere(pathsOf(begun.run).seal) === undefined) return begun;
  }
  return undefined;
}
