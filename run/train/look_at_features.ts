import type { Dataset } from "../../datasets/dataset.ts";
import { assign } from "../../search/hungarian.ts";
import { kMeans, nearestCentroids } from "../../search/kmeans.ts";
import { nearestNeighbours } from "../../search/knn.ts";
import { type Matrix, matrix, type Multiply } from "../../search/matrix.ts";
import { nearDuplicates } from "../../search/near_duplicates.ts";
import { silhouette } from "../../search/silhouette.ts";
import { strays } from "../../search/strays.ts";
import { unitRows } from "../../search/unit_rows.ts";
import { writeDurably } from "../folder/files.ts";
import { type Findings, writeFindings } from "../folder/findings.ts";
import { pathsOf } from "../folder/run_folder.ts";
import { quoteCell } from "./assignments.ts";

/** Images k-means is fitted on, at most, evenly spread. */
const FITTED_ON = 5_000;
const STARTS = 5;
/** Of more images not all pairs are compared. */
const MOST_COMPARED = 50_000;
/** Nearest others of an image. */
const NEIGHBOURS = 5;
/**
 * Share of the usual distance at which two images are nearly the same. Among 3,000 photos no two that
 * differ are so near (EfficientNet-Lite0), nearly all that were saved, cropped or turned over are.
 */
const SAME = 0.15;
/** Distances of the quartiles below the lower one at which an image is far out. */
const FAR_OUT = 1;

/** What is looked at. */
interface Looked {
  readonly run: string;
  /** Whose features stand for the images. */
  readonly dataset: Dataset;
  readonly seed: number;
  readonly multiply: Multiply;
  /** The clusters that the run has found; absent where it finds none, or by k-means. */
  readonly found?: { readonly assignments: Int32Array; readonly clusters: number };
  progress(what: string, done: number, total: number): void;
}

/**
 * Looks at the features that a run has learned from: what k-means makes of them, which images are
 * nearly the same, and which are unlike all others. Writes `features.json`, `duplicates.csv` and
 * `outliers.csv` into the run.
 */
export async function lookAtFeatures(looked: Looked): Promise<void> {
  const { run, dataset, multiply, found, progress } = looked;
  const { duplicates: duplicatesPath, outliers: outliersPath } = pathsOf(run);
  const points = await unitFeatures(dataset), { rows } = points;
  const nameOf = (row: number) => quoteCell(dataset.name(row));
  progress("looking at the features", 0, 2);
  const kmeans = found && rows >= found.clusters
    ? await besideKMeans(points, found, looked)
    : undefined;
  progress("looking at the features", 1, 2);
  if (rows > MOST_COMPARED) return await writeFindings(run, { schemaVersion: 1, kmeans });
  const near = await nearestNeighbours(points, points, NEIGHBOURS, { excludeSelf: true, multiply });
  const groups = nearDuplicates(near, SAME), { strays: outliers, usual } = strays(near, FAR_OUT);
  await writeDurably(
    duplicatesPath,
    table(
      "group,image,cosine",
      groups.flatMap(({ rows, cosines }, group) =>
        rows.map((row, i) => [group, nameOf(row), cosines[i].toFixed(4)])
      ),
    ),
  );
  await writeDurably(
    outliersPath,
    table(
      "image,cosine,usual",
      outliers.map(({ row, nearness }) => [nameOf(row), nearness.toFixed(4), usual.toFixed(4)]),
    ),
  );
  progress("looking at the features", 2, 2);
  const images = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const duplicates = { groups: groups.length, images };
  await writeFindings(run, { schemaVersion: 1, kmeans, duplicates, outliers: outliers.length });
}

const table = (head: string, rows: readonly (readonly (string | number)[])[]) =>
  `${[head, ...rows.map((row) => row.join(","))].join("\n")}\n`;

/** Features divided by their lengths. */
async function unitFeatures({ length, features }: Dataset): Promise<Matrix> {
  const { dimensions } = features!, data = new Float32Array(length * dimensions);
  await features!.read(Uint32Array.from({ length }, (_, i) => i), data);
  return unitRows(matrix(data, dimensions));
}

/** How far k-means on the same features agrees, and whose groups are more compact. */
async function besideKMeans(
  points: Matrix,
  { assignments, clusters }: NonNullable<Looked["found"]>,
  { seed, multiply }: Looked,
): Promise<Findings["kmeans"]> {
  const { rows, columns, data } = points, fittedOn = Math.min(rows, FITTED_ON);
  const sample = new Float32Array(fittedOn * columns);
  for (let i = 0; i < fittedOn; i++) {
    const from = Math.floor(i * rows / fittedOn) * columns;
    sample.set(data.subarray(from, from + columns), i * columns);
  }
  const fitted = await kMeans(matrix(sample, columns), clusters, {
    seed,
    starts: STARTS,
    multiply,
  });
  const own = fittedOn === rows
    ? fitted.assignments
    : await nearestCentroids(points, fitted.centroids, multiply);
  const together = new Float64Array(clusters * clusters);
  own.forEach((cluster, i) => together[cluster * clusters + assignments[i]]++);
  const matched = assign(together, clusters, clusters);
  const same = own.reduce((n, cluster, i) => n + (matched[cluster] === assignments[i] ? 1 : 0), 0);
  return {
    sameGroups: same / rows,
    silhouette: silhouette(points, own),
    silhouetteOfRun: silhouette(points, assignments),
    fittedOn,
  };
}
