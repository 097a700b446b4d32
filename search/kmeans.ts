import type { Group } from "../core/group.ts";
import { Stream } from "../core/random.ts";
import { initialCentroids } from "./kmeans_plus_plus.ts";
import { type Matrix, matrix, type Multiply, plainMultiply } from "./matrix.ts";
import { squaredLengths } from "./squared_lengths.ts";

export interface KMeansOptions {
  /** An integer from 0 to 2^32 - 1. */
  readonly seed?: number;
  /** How often it begins anew; the start with the lowest inertia is kept. */
  readonly starts?: number;
  readonly maxIterations?: number;
  /** It stops once the centres' squared shift is at most this times the mean variance. */
  readonly tolerance?: number;
  readonly multiply?: Multiply;
  /** Called after each start with the number of starts done. */
  readonly onProgress?: (done: number) => void;
}

export interface KMeansResult {
  /** Cluster of each point, from 0. */
  readonly assignments: Int32Array;
  /** `[clusters, columns]`. */
  readonly centroids: Matrix;
  /** Sum of squared distances of points to their centre. */
  readonly inertia: number;
  /** Of the start that was kept. */
  readonly iterations: number;
}

/** Points moved so that their mean is 0, which keeps float32 products precise. */
interface Cloud {
  readonly points: Matrix;
  readonly lengths: Float64Array;
  readonly multiply: Multiply;
}

/**
 * k-means with scikit-learn's meaning: greedy k-means++ starts (Arthur and Vassilvitskii 2007),
 * Lloyd's iterations, the best of several starts. A cluster that loses all its points gets the
 * point farthest from its own centre. Ranks that search together (`multiply.group`) share the starts.
 *
 * @example
 * ```ts
 * import { kMeans, matrix } from "@crlc/crlc/search";
 * import { strictEqual } from "node:assert/strict";
 *
 * const { assignments, inertia } = await kMeans(matrix(Float32Array.of(0, 1, 10, 11), 1), 2);
 * strictEqual(assignments[0], assignments[1]);
 * strictEqual(inertia, 1);
 * ```
 *
 * @throws {RangeError} If there are fewer points than clusters.
 */
export async function kMeans(
  points: Matrix,
  clusters: number,
  options: KMeansOptions = {},
): Promise<KMeansResult> {
  const { seed = 0, starts = 10, maxIterations = 300, tolerance = 1e-4, onProgress } = options;
  if (clusters < 1 || points.rows < clusters) {
    throw new RangeError(
      `Cannot run k-means: it needs 1 cluster at least and no more than points, and there are ${clusters} clusters and ${points.rows} points`,
    );
  }
  const { mean, cloud } = centred(points, options.multiply ?? plainMultiply);
  const variance = cloud.lengths.reduce((sum, x) => sum + x, 0) / points.data.length;
  const { group } = cloud.multiply, { rank, size } = group ?? { rank: 0, size: 1 };
  let best: KMeansResult | undefined, bestStart = starts;
  for (let start = rank; start < starts; start += size) {
    const centroids = await initialCentroids(
      cloud.points,
      cloud.lengths,
      clusters,
      new Stream(seed, "kmeans", start),
      cloud.multiply,
    );
    const result = await lloyd(cloud, centroids, maxIterations, tolerance * variance);
    if (!best || result.inertia < best.inertia) [best, bestStart] = [result, start];
    onProgress?.(Math.min(starts, start + size));
  }
  if (group) best = bestOfRanks(group, best, bestStart, { points, clusters });
  const { data, columns } = best!.centroids;
  return { ...best!, centroids: matrix(data.map((x, at) => x + mean[at % columns]), columns) };
}

/** The best of all ranks' starts, the earlier of two that are as good. */
function bestOfRanks(
  group: Group,
  own: KMeansResult | undefined,
  start: number,
  { points: { rows, columns }, clusters }: { points: Matrix; clusters: number },
): KMeansResult {
  const told = new Float64Array(3 * group.size), size = clusters * columns;
  group.gather(Float64Array.of(own?.inertia ?? Infinity, start, own?.iterations ?? 0), told);
  const of = (rank: number) => told.subarray(3 * rank, 3 * rank + 3);
  let best = 0;
  for (let rank = 1; rank < group.size; rank++) {
    const [inertia, start] = of(rank), [lowest, earliest] = of(best);
    if (inertia < lowest || inertia === lowest && start < earliest) best = rank;
  }
  const assignments = new Int32Array(rows * group.size);
  group.gather(own?.assignments ?? new Int32Array(rows), assignments);
  const centroids = new Float64Array(size * group.size);
  group.gather(own?.centroids.data ?? new Float64Array(size), centroids);
  const [inertia, , iterations] = of(best);
  return {
    ...{ inertia, iterations },
    assignments: assignments.subarray(best * rows, (best + 1) * rows),
    centroids: matrix(centroids.subarray(best * size, (best + 1) * size), columns),
  };
}

function centred({ data, rows, columns }: Matrix, multiply: Multiply) {
  const mean = new Float64Array(columns), moved = new Float32Array(data.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let c = 0; c < columns; c++) mean[c] += data[at++] / rows;
  }
  for (let row = 0, at = 0; row < rows; row++) {
    for (let c = 0; c < columns; c++, at++) moved[at] = data[at] - mean[c];
  }
  const points = matrix(moved, columns);
  return { mean, cloud: { points, lengths: squaredLengths(points), multiply } };
}

/** Lloyd's iterations from given centres `[clusters, columns]`. */
async function lloyd(
  cloud: Cloud,
  start: Float64Array,
  maxIterations: number,
  tolerance: number,
): Promise<KMeansResult> {
  const { points } = cloud, { columns } = points;
  let centroids = start, iterations = 0, converged = false;
  let assignments = await nearest(cloud, centroids);
  while (!converged && iterations < maxIterations) {
    iterations++;
    const next = meanOfClusters(points, assignments, centroids);
    let shift = 0;
    for (let at = 0; at < next.length; at++) shift += (next[at] - centroids[at]) ** 2;
    centroids = next;
    const renewed = await nearest(cloud, centroids);
    converged = shift <= tolerance || renewed.every((cluster, i) => cluster === assignments[i]);
    assignments = renewed;
  }
  const inertia = squaredDistances(points, assignments, centroids).reduce((sum, x) => sum + x, 0);
  return { assignments, centroids: matrix(centroids, columns), inertia, iterations };
}

/** The nearest centre of each point of a cloud, whose centres move in double precision. */
function nearest({ points, multiply }: Cloud, centroids: Float64Array): Promise<Int32Array> {
  return nearestCentroids(points, matrix(new Float32Array(centroids), points.columns), multiply);
}

/**
 * The nearest centre of each point, by Euclidean distance; ties go to the lower.
 *
 * @param points `[n, d]`.
 * @param centres `[k, d]`.
 * @returns Rows of `centres` `[n]`.
 */
export async function nearestCentroids(
  points: Matrix,
  centroids: Matrix,
  multiply: Multiply = plainMultiply,
): Promise<Int32Array> {
  const products = await multiply(points, centroids);
  const halves = squaredLengths(centroids).map((x) => x / 2);
  const assignments = new Int32Array(points.rows);
  for (let i = 0, at = 0; i < points.rows; i++) {
    // |x - c|^2 is least where x.c - |c|^2 / 2 is largest.
    let highest = -Infinity;
    for (let c = 0; c < halves.length; c++, at++) {
      const score = products[at] - halves[c];
      if (score > highest) [highest, assignments[i]] = [score, c];
    }
  }
  return assignments;
}

function meanOfClusters(
  points: Matrix,
  assignments: Int32Array,
  centroids: Float64Array,
): Float64Array {
  const { data, rows, columns } = points;
  const sums = new Float64Array(centroids.length);
  const sizes = new Float64Array(centroids.length / columns);
  const move = (point: number, cluster: number, sign: number) => {
    sizes[cluster] += sign;
    const from = point * columns, to = cluster * columns;
    for (let c = 0; c < columns; c++) sums[to + c] += sign * data[from + c];
  };
  for (let i = 0; i < rows; i++) move(i, assignments[i], 1);
  const empty = [...sizes.keys()].filter((cluster) => sizes[cluster] === 0);
  if (empty.length > 0) {
    const distances = squaredDistances(points, assignments, centroids);
    const farthest = [...distances.keys()].sort((a, b) => distances[b] - distances[a] || a - b);
    for (const [at, cluster] of empty.entries()) {
      const point = farthest[at];
      // Fewer different points than clusters: some stay empty.
      if (distances[point] === 0 || sizes[assignments[point]] === 1) break;
      move(point, assignments[point], -1);
      move(point, cluster, 1);
    }
  }
  return sums.map((sum, at) => {
    const size = sizes[Math.floor(at / columns)];
    return size > 0 ? sum / size : centroids[at];
  });
}

/** Squared distance of each point to its centre. */
function squaredDistances(
  { data, rows, columns }: Matrix,
  assignments: Int32Array,
  centroids: Float64Array,
): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let c = 0, at = i * columns, to = assignments[i] * columns; c < columns; c++) {
      sum += (data[at + c] - centroids[to + c]) ** 2;
    }
    return sum;
  });
}
