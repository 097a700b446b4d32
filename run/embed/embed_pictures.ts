import { dirname } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Dataset, Quarantined } from "../../datasets/dataset.ts";
import type { Observer, TrainRequest } from "../api.ts";
import { featureKey } from "../../encoders/feature_cache.ts";
import { makeFolder, writeDurably } from "../folder/files.ts";
import { openCatalog } from "../parts/catalog.ts";
import { differentBackends } from "../parts/different_backends.ts";
import { leftOut } from "../parts/left_out.ts";
import { onBackend } from "../parts/on_backend.ts";
import { openBackend } from "../parts/open_backend.ts";
import { tellRemarks } from "../parts/tell_remarks.ts";
import { encodeImages } from "../recipe/encode_images.ts";
import { encoderPlace, type RecipeEncoder } from "../recipe/encoder.ts";
import { readRecipe } from "../recipe/recipe.ts";
import { openSplit } from "../recipe/task.ts";
import { anyEncoder } from "../train/choose_encoder.ts";
import {
  collectShares,
  encodeShare,
  type PictureShare,
  readShare,
  rowsOf,
  rowsOfShare,
  type ShareOrigin,
  sharePath,
} from "./shares.ts";
import { featureFiles, featurePaths } from "./write_features.ts";

export interface EmbedRequest extends Pick<TrainRequest, "target" | "environment" | "overrides"> {
  /** The file of the features. */
  readonly to: string;
  /** Whether a file that is there is replaced. */
  readonly force: boolean;
  /** The part of the pictures that this process does; all, or what others have done, where absent. */
  readonly share?: PictureShare;
}

/** What `crlc embed --json` prints. */
export interface Embedded {
  readonly files: readonly string[];
  /** Pictures; of a share, its own. */
  readonly samples: number;
  readonly dimensions: number;
  /** Which share was done, from 1. */
  readonly share?: { readonly part: number; readonly of: number };
  readonly encoder: Pick<RecipeEncoder, "name" | "revision" | "digest" | "licence" | "supervision">;
  /** Pictures that cannot be used. */
  readonly quarantined: readonly Quarantined[];
}

/** A recipe is read of pictures that nothing is learned from, for what it makes of them. */
export const LEARNS_NOTHING = { strategy: "crlc-features", clusters: 2 };

/**
 * Writes the features of pictures with the names of their rows, or of a share of them those features
 * alone. What was computed is kept, so that a call that was stopped goes on. Without a share, those
 * that were done are put together.
 *
 * @throws {CrlcError} `FILE_EXISTS`, `ENCODER_MISSING`, `SHARE_MISSING`, `SHARE_OTHER`, what opening
 *   pictures throws, and of kind `stopped`.
 */
export async function embedPictures(
  request: EmbedRequest,
  observer: Observer,
  stop: AbortSignal,
): Promise<Embedded> {
  const { target, environment, overrides, to, force, share } = request;
  const paths = await requireFreePaths(request);
  const catalog = await openCatalog(environment.plugins);
  const encoder = overrides.encoder ?? await anyEncoder(catalog, environment);
  const recipe = await readRecipe(catalog, target, {
    ...overrides,
    ...{ encoder, ...LEARNS_NOTHING },
    encoderFolders: encoderPlace(catalog, environment).folders,
  });
  await using backend = (await openBackend(catalog, environment)).backend;
  const told = stoppable(observer, stop);
  const opened = share ? { ...recipe, encoder: undefined } : recipe;
  await using dataset = await openSplit(catalog, opened, environment, told);
  tellRemarks(dataset.remarks, observer);
  const fewer = leftOut(dataset.quarantined, dataset.length);
  if (fewer !== undefined) observer.warn(fewer);
  const origin = originOf(dataset, recipe.encoder!);
  // Before hours of work, which would be kept all the same.
  await makeFolder(dirname(to));
  const { name, revision, digest, licence, supervision, about } = recipe.encoder!;
  const common = {
    dimensions: origin.dimensions,
    encoder: { name, revision, digest, licence, supervision },
    quarantined: dataset.quarantined,
  };
  if (share) {
    const place = { ...encoderPlace(catalog, environment), cache: environment.cache };
    const own = { ...{ to, share, force, origin }, backend: backend.name };
    const embed = (rows: Dataset) => encodeImages(rows, recipe.encoder!, place, told);
    return { ...common, ...await writeShare(dataset, own, embed) };
  }
  const shares = await collectShares(to, origin);
  const mixed = shares && differentBackends("These shares were computed", shares.backends);
  if (mixed !== undefined) observer.warn(mixed);
  const all = Uint32Array.from({ length: dataset.length }, (_, i) => i);
  const data = shares?.data ??
    await onBackend(backend.name, () => featuresOf(dataset, origin, all));
  const made = { encoder: name, about, revision: revision ?? "", sha256: digest };
  const labels = await labelsOf(dataset), names = Array.from(all, (index) => dataset.name(index));
  const features = { data, dimensions: origin.dimensions, names, labels, made };
  for (const { path, content } of await featureFiles(to, features)) {
    await writeDurably(path, content);
  }
  for (const path of shares?.files ?? []) await Deno.remove(path);
  return { ...common, files: paths, samples: dataset.length };
}

/** What the features of a set by an encoder are known by. */
function originOf(dataset: Dataset, { dimensions, digest, input, network, parts }: RecipeEncoder) {
  const by = (parts ?? [{ digest, input, network }])
    .map(({ digest, input, network }) => ({ digest, input, network }));
  return { key: featureKey(dataset.digest, by), length: dataset.length, dimensions };
}

async function featuresOf(
  dataset: Dataset,
  { dimensions }: Pick<ShareOrigin, "dimensions">,
  indices: Uint32Array,
): Promise<Float32Array> {
  const data = new Float32Array(indices.length * dimensions);
  await dataset.features!.read(indices, data);
  return data;
}

/** Does a share, where it is not done: its features are written alone, since the names follow from all. */
async function writeShare(
  dataset: Dataset,
  { to, share, force, origin, backend }: {
    readonly to: string;
    readonly share: PictureShare;
    readonly force: boolean;
    readonly origin: ShareOrigin;
    readonly backend: string;
  },
  embed: (rows: Dataset) => Dataset,
): Promise<Pick<Embedded, "files" | "samples" | "share">> {
  const rows = rowsOfShare(dataset.length, share), samples = rows.to - rows.from;
  const path = sharePath(to, share), told = { part: share.index + 1, of: share.of };
  if (samples === 0) return { files: [], samples, share: told };
  const done = force ? undefined : await readShare(path, origin, rows);
  if (!done) {
    await using part = embed(rowsOf(dataset, rows));
    const all = Uint32Array.from({ length: samples }, (_, i) => i);
    const data = await onBackend(backend, () => featuresOf(part, origin, all));
    await writeDurably(path, encodeShare({ data, backend }, origin));
  }
  return { files: [path], samples, share: told };
}

/** Classes by their names, where the pictures lie in folders of classes. */
async function labelsOf(dataset: Dataset): Promise<string[] | undefined> {
  const labels = await dataset.labels(), { classes } = dataset;
  return labels && Array.from(labels, (label) => classes?.[label] ?? String(label));
}

/**
 * The paths that features are written to; a share has one of its own.
 *
 * @throws {CrlcError} `BAD_USAGE`, `FILE_EXISTS`.
 */
export async function requireFreePaths(
  { to, force, share }: Pick<EmbedRequest, "to" | "force" | "share">,
): Promise<readonly string[]> {
  const paths = featurePaths(to);
  if (!share) { for (const path of paths) await requireFree(path, force); }
  return paths;
}

async function requireFree(path: string, force: boolean): Promise<void> {
  const there = await Deno.stat(path).catch(() => undefined);
  if (there === undefined || force && there.isFile) return;
  if (!there.isFile) {
    throw new CrlcError(
      "usage",
      "FILE_EXISTS",
      `Cannot write "${path}": it must be a file or nothing, and is something else`,
      { hint: "choose another name" },
    );
  }
  throw new CrlcError(
    "usage",
    "FILE_EXISTS",
    `Cannot write "${path}": no file may be there, and one is`,
    { hint: "--force replaces it" },
  );
}

/** An observer that ends what it watches when it is asked to; what was computed is kept. */
function stoppable(observer: Observer, stop: AbortSignal): Observer {
  return {
    ...observer,
    progress(what, done, total) {
      if (stop.aborted) {
        throw new CrlcError("stopped", "STOPPED", "Cannot finish the features: it was stopped", {
          hint: "the same command goes on from here",
        });
      }
      observer.progress(what, done, total);
    },
  };
}
