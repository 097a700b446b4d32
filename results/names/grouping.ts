import { kMeans, nearestCentroids } from "../../search/kmeans.ts";
import { type Matrix, matrix } from "../../search/matrix.ts";
import { assignmentsOf, type Predictions } from "../../run/train/predict.ts";
import type { Edits } from "./edits.ts";
import { type Group, groupsOf } from "./groups.ts";
import { movedImages, type NamedImages } from "./moved_images.ts";

/** Images in groups. */
export interface Arranged {
  /** Group of each image. */
  readonly of: Int32Array;
  /** Images that a person has moved, by number, and the groups they are in. */
  readonly moved: ReadonlyMap<number, number>;
}

/** A run's images, those of the training split, in the groups that a person made of its clusters. */
export interface Grouping extends Arranged {
  readonly edits: Edits;
  readonly groups: readonly Group[];
  /** Groups of other images, by their clusters `[n]` and features `[n, d]`. */
  place(clusters: Int32Array, features: Matrix): Promise<Int32Array>;
  /** Groups of images of another split, by what was predicted of them; of `images` some may be moved. */
  arrange(clusters: Int32Array, features: Matrix, images?: NamedImages): Promise<Arranged>;
  /** Groups of images that are moved to keys `[n]`, by their features `[n, d]`. */
  placeAt(keys: readonly string[], features: Matrix): Promise<Int32Array>;
}

/**
 * Groups images as edits say. A cluster is split by k-means of its images' directions in feature
 * space, the largest part first; the same features give the same parts. Images that are moved change
 * no part.
 *
 * @param images What the images are called; nothing is moved without it.
 */
export async function groupBy(
  edits: Edits,
  predictions: Predictions,
  head: number,
  images?: NamedImages,
): Promise<Grouping> {
  const { groups, groupOf } = groupsOf(edits);
  const { clusters } = assignmentsOf(predictions, head);
  const features = matrix(predictions.features, predictions.featureSize);
  const centroids = new Map<number, Matrix>();
  for (const [cluster, parts] of Object.entries(edits.split)) {
    const own = rowsWhere(features, clusters, Number(cluster));
    if (own.rows >= parts) centroids.set(Number(cluster), await partsOf(own, parts));
  }
  const place = async (clusters: Int32Array, features: Matrix) => {
    const groupsOfImages = clusters.map((cluster) => {
      return groupOf.get(String(cluster)) ?? groupOf.get(`${cluster}.1`)!;
    });
    for (const [cluster, centroid] of centroids) {
      const part = await nearestCentroids(rowsWhere(features, clusters, cluster), centroid);
      let at = 0;
      clusters.forEach((own, i) => {
        if (own === cluster) groupsOfImages[i] = groupOf.get(`${cluster}.${part[at++] + 1}`)!;
      });
    }
    return groupsOfImages;
  };
  const placeAt = async (keys: readonly string[], features: Matrix) => {
    // Of a cluster that is split, the nearest part is meant.
    const split = [...keys.keys()].filter((i) => !groupOf.has(keys[i]));
    const parts = split.length === 0 ? [] : await place(
      Int32Array.from(split, (i) => Number(keys[i])),
      rowsAt(features, split),
    );
    const found = Int32Array.from(keys, (key) => groupOf.get(key) ?? -1);
    split.forEach((i, at) => found[i] = parts[at]);
    return found;
  };
  const arrange: Grouping["arrange"] = async (clusters, features, images) => {
    const of = await place(clusters, features), moved = new Map<number, number>();
    const to = [...images ? movedImages(edits.moves, images).to : []];
    const rows = rowsAt(features, to.map(([index]) => index));
    const movedTo = await placeAt(to.map(([, key]) => key), rows);
    to.forEach(([index], i) => {
      of[index] = movedTo[i];
      moved.set(index, movedTo[i]);
    });
    return { of, moved };
  };
  const own = await arrange(clusters, features, images);
  return { edits, groups, ...own, place, arrange, placeAt };
}

/** Centres of the parts of a cluster, the largest part first. */
async function partsOf(rows: Matrix, parts: number): Promise<Matrix> {
  const { assignments, centroids } = await kMeans(rows, parts, { starts: 4 });
  const sizes = new Array<number>(parts).fill(0);
  for (const part of assignments) sizes[part]++;
  const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  const { columns } = centroids;
  const sorted = new Float32Array(centroids.data.length);
  order.forEach((part, at) =>
    sorted.set(centroids.data.subarray(part * columns, (part + 1) * columns), at * columns)
  );
  return matrix(sorted, columns);
}
/** Directions of the rows of one cluster. */
function rowsWhere(features: Matrix, clusters: Int32Array, cluster: number): Matrix {
  return rowsAt(features, [...clusters.keys()].filter((i) => clusters[i] === cluster));
}

/** Directions of some rows. */
function rowsAt({ data, columns }: Matrix, some: readonly number[]): Matrix {
  const rows = new Float32Array(some.length * columns);
  some.forEach((row, at) => {
    const own = data.subarray(row * columns, (row + 1) * columns);
    let sum = 0;
    for (const x of own) sum += x * x;
    const length = Math.max(Math.sqrt(sum), 1e-12);
    for (let c = 0; c < columns; c++) rows[at * columns + c] = own[c] / length;
  });
  return matrix(rows, columns);
}
