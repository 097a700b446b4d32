import { relative, resolve, sep as SEPARATOR } from "node:path";
import { CrlcError } from "../core/errors.ts";
import type { Quarantined } from "../datasets/dataset.ts";
import { squareFormOf } from "../datasets/images/square_form.ts";
import { NEEDS_HEIC } from "../datasets/images/heif/decode_heif.ts";
import { requirePart } from "../parts/find_part.ts";
import { type Matrix, matrix, rowsOf } from "../search/matrix.ts";
import type { Observer } from "../run/api.ts";
import type { Environment } from "../run/parts/environment.ts";
import { quoteCell } from "../run/train/assignments.ts";
import { readIfThere } from "../run/folder/files.ts";
import { editsPath } from "./names/edits.ts";
import { groupImages } from "./names/group_images.ts";
import type { Grouping } from "./names/grouping.ts";
import { embed, keptEmbeddings } from "./embed.ts";
import { backendMultiply } from "../run/parts/multiply.ts";
import { warnOfFew } from "./few_images.ts";
import { findImages, readImages } from "./new_images.ts";
import { NOVELTY, noveltyScorer } from "./novelty.ts";
import { nothingClustered } from "./nothing_clustered.ts";
import { requirePictures } from "./require_pictures.ts";
import { type OpenRun, openRun } from "./open_run.ts";
import { openImageEncoder } from "../run/recipe/encode_images.ts";
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
  /** Whether it is a picture of the run that a person has moved to the group of that name. */
  readonly moved?: true;
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
  const grouping = named ? await groupImages(run, known, undefined, observer) : undefined;
  const movedTo = grouping && movesByPath(run, grouping);
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
    const rows = matrix(features, featureSize), groups = await grouping?.place(clusters, rows);
    const moved = await movedAmong(batch.paths, rows, grouping, movedTo);
    batch.paths.forEach((path, i) =>
      images.push({
        path,
        cluster: clusters[i],
        name: grouping?.groups[moved.get(i) ?? groups![i]].name,
        ...moved.has(i) ? { moved: true } : {},
        confidence: confidence[i],
        novelty: novelty[i],
      })
    );
  }
  return { images, quarantined };
}

/** The key that a picture of the run was moved to, by its path; nothing where it was not. */
function movesByPath({ manifest, datasetOptions }: OpenRun, { edits }: Grouping) {
  const to = new Map(edits.moves.map((move) => [move.image.normalize("NFC"), move.to]));
  const root = manifest.recipe.dataset.name === "folder"
    ? resolve(datasetOptions.path as string)
    : undefined;
  return (path: string) =>
    root === undefined || to.size === 0
      ? undefined
      : to.get(relative(root, resolve(path)).split(SEPARATOR).join("/").normalize("NFC"));
}

/** Which images of a batch were moved, and to which groups. */
async function movedAmong(
  paths: readonly string[],
  rows: Matrix,
  grouping: Grouping | undefined,
  movedTo: ((path: string) => string | undefined) | undefined,
): Promise<Map<number, number>> {
  const keys = paths.map((path) => movedTo?.(path));
  const some = [...keys.keys()].filter((i) => keys[i] !== undefined);
  if (!grouping || some.length === 0) return new Map();
  const data = Float32Array.from(some.flatMap((i) => [...rowsOf(rows, i, i + 1).data]));
  const groups = await grouping.placeAt(some.map((i) => keys[i]!), matrix(data, rows.columns));
  return new Map(some.map((i, at) => [i, groups[at]]));
}

async function embedAnew(run: OpenRun, observer: Observer) {
  await using dataset = await run.openSplit();
  return await embed(run, dataset, observer);
}

/** Assigned images as CSV (RFC 4180). */
export function assignedCsv({ images }: Assigned): string {
  const named = images.some(({ name }) => name !== undefined);
  const moves = images.some(({ moved }) => moved);
  const rows = images.map(({ path, cluster, confidence, novelty, name, moved }) =>
    [
      quoteCell(path),
      cluster,
      confidence.toFixed(6),
      novelty.toFixed(4),
      ...(named ? [quoteCell(name ?? "")] : []),
      ...(moves ? [moved ? "yes" : ""] : []),
    ].join(",")
  );
  const titles = `image,cluster,confidence,novelty${named ? ",name" : ""}${moves ? ",moved" : ""}`;
  return `${[titles, ...rows].join("\n")}\n`;
}
