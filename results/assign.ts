import { CrlcError } from "../core/errors.ts";
import type { Quarantined } from "../datasets/dataset.ts";
import { squareFormOf } from "../datasets/images/square_form.ts";
import { NEEDS_HEIC } from "../datasets/images/heif/decode_heif.ts";
import { requirePart } from "../parts/find_part.ts";
import { matrix } from "../search/matrix.ts";
import type { Observer } from "../run/api.ts";
import type { Environment } from "../run/parts/environment.ts";
import { quoteCell } from "../run/train/assignments.ts";
import { readIfThere } from "../run/folder/files.ts";
import { editsPath } from "./names/edits.ts";
import { groupImages } from "./names/grouping.ts";
import { embed, keptEmbeddings } from "./embed.ts";
import { backendMultiply } from "../run/parts/multiply.ts";
import { warnOfFew } from "./few_images.ts";
import { findImages, readImages } from "./new_images.ts";
import { NOVELTY, noveltyScorer } from "./novelty.ts";
import { nothingClustered } from "./nothing_clustered.ts";
import { requirePictures } from "./require_pictures.ts";
import { type OpenRun, openRun } from "./open_run.ts";
import { openImageEncoder } from "../run/recipe/encoder.ts";
import { assignmentsOf, createPredictor } from "../run/train/predict.ts";
import { openManifest } from "../run/folder/run_folder.ts";

export interface AssignRequest {
  readonly run: string;
  readonly environment: Environment;
  /** Image files, and folders of some. */
  readonly paths: readonly string[];
  /** Files that a list names: those that are not there are set aside. */
  readonly listed?: readonly string[];
}

/** Where one new image belongs. */
export interface AssignedImage {
  readonly path: string;
  readonly cluster: number;
  /** What the cluster, or the group it is in, is called in names.json; absent without that file. */
  readonly name?: string;
  /** Probability of the cluster, 0 to 1. */
  readonly confidence: number;
  /** From 0 to 1; see `NOVELTY`. */
  readonly novelty: number;
}

/** What `crlc assign --json` prints. */
export interface Assigned {
  readonly schemaVersion: 1;
  readonly run: string;
  readonly head: number;
  /** What the novelty score means. */
  readonly noveltyMeans: string;
  readonly images: readonly AssignedImage[];
  readonly quarantined: readonly Quarantined[];
}

/**
 * Puts new images into the clusters of a run, by the sub-head chosen without labels. Bad files are
 * set aside with a reason.
 *
 * @throws {CrlcError} `NO_SUCH_IMAGE`, `NO_IMAGES` where the paths hold none, `NO_USABLE_IMAGES`
 *   where none can be read, `NOTHING_CLUSTERED` if the run's strategy only learns features.
 */
export async function assignImages(request: AssignRequest, observer: Observer): Promise<Assigned> {
  // First, since a run and an image may have been mistaken for each other.
  requirePictures(await openManifest(request.run), "assign images");
  const { paths, quarantined: unreachable } = await findImages(request.paths, request.listed);
  if (paths.length + unreachable.length === 0) {
    throw new CrlcError(
      "data",
      "NO_IMAGES",
      "Cannot assign images: the folders must hold some, and hold none",
      {
        hint:
          "JPEG, PNG, WebP, AVIF, HEIC, BMP, TIFF and GIF files are read, in folders below as well",
      },
    );
  }
  await using run = await openRun(request.run, request.environment, observer);
  const { images, quarantined: unusable } = await placeImages(run, paths, observer);
  const quarantined = [...unreachable, ...unusable];
  if (images.length === 0) {
    if (quarantined.some(({ reason }) => reason === NEEDS_HEIC)) requirePart("heic");
    const [{ path, reason }] = quarantined;
    throw new CrlcError(
      "data",
      "NO_USABLE_IMAGES",
      `Cannot assign images: one at least must be usable, and none of ${quarantined.length} is ("${path}" ${reason})`,
    );
  }
  return {
    schemaVersion: 1,
    run: request.run,
    head: run.head,
    noveltyMeans: NOVELTY,
    images,
    quarantined,
  };
}

/** Where each image belongs, and the files that cannot be read. */
async function placeImages(
  run: OpenRun,
  paths: readonly string[],
  observer: Observer,
): Promise<Pick<Assigned, "images" | "quarantined">> {
  using multiply = backendMultiply();
  // The images it was trained on need not be there any more.
  const known = await keptEmbeddings(run) ?? await embedAnew(run, observer);
  const [height, width, channels] = run.manifest.data.shape;
  const shape = { height, width, channels };
  if (!known.probabilities) {
    throw nothingClustered("assign images: the run's strategy", run.manifest.recipe.strategy);
  }
  const noveltyOf = await noveltyScorer(matrix(known.features, known.featureSize), multiply);
  const { encoder: wanted } = run.manifest.recipe;
  using encoder = wanted && await openImageEncoder(wanted, run.encoderPlace);
  const embedded = encoder && ((images: Uint8Array) => encoder.embed(images, shape));
  const predict = createPredictor(run.task, run.state, { ...shape, embed: embedded });
  const named = await readIfThere(editsPath(run.run)) !== undefined;
  const grouping = named ? await groupImages(run.run, known, run.head) : undefined;
  const form = squareFormOf(run.manifest.recipe.dataset.options);
  const images: AssignedImage[] = [], quarantined: Quarantined[] = [];
  for await (const batch of readImages(paths, shape, form)) {
    quarantined.push(...batch.quarantined);
    observer.progress("assigning images", batch.done, paths.length);
    const n = batch.paths.length;
    if (n === 0) continue;
    const { features, featureSize, probabilities, shape: [heads, , count], batchStatistics } =
      await predict(batch.pixels, new Uint32Array(n));
    if (batchStatistics) warnOfFew(n, run.manifest.recipe.strategy, observer);
    const novelty = await noveltyOf(matrix(features, featureSize));
    const { clusters, confidence } = assignmentsOf(
      { samples: n, features, featureSize, probabilities, heads, clusters: count },
      run.head,
    );
    const groups = await grouping?.place(clusters, matrix(features, featureSize));
    batch.paths.forEach((path, i) =>
      images.push({
        path,
        cluster: clusters[i],
        name: grouping?.groups[groups![i]].name,
        confidence: confidence[i],
        novelty: novelty[i],
      })
    );
  }
  return { images, quarantined };
}

async function embedAnew(run: OpenRun, observer: Observer) {
  await using dataset = await run.openSplit();
  return await embed(run, dataset, observer);
}

/** Assigned images as CSV (RFC 4180). */
export function assignedCsv({ images }: Assigned): string {
  const named = images.some(({ name }) => name !== undefined);
  const rows = images.map(({ path, cluster, confidence, novelty, name }) =>
    [
      quoteCell(path),
      cluster,
      confidence.toFixed(6),
      novelty.toFixed(4),
      ...(named ? [quoteCell(name ?? "")] : []),
    ].join(",")
  );
  const titles = `image,cluster,confidence,novelty${named ? ",name" : ""}`;
  return `${[titles, ...rows].join("\n")}\n`;
}
