import { Stream } from "../core/random.ts";
import { kMeans } from "./kmeans.ts";
import { leadingVectors } from "./leading_vectors.ts";
import { matrix } from "./matrix.ts";
import { rowSums, type SparseSymmetric } from "./sparse.ts";

/** How {@link spectralClustering} goes about it. */
export interface SpectralOptions {
  /** An integer from 0 to 2^32 - 1. */
  readonly seed?: number;
  /** How often k-means begins anew. */
  readonly starts?: number;
  readonly onProgress?: (done: number) => void;
}

/**
 * Normalised spectral clustering (Ng, Jordan, Weiss, NIPS 2001): k-means on the rows, brought to
 * unit length, of the leading eigenvectors of `D^-1/2 W D^-1/2`. An image that nothing is tied to
 * has a row of zeros.
 *
 * @param graph W, what ties images to one another; none of it negative.
 * @returns The cluster of each image `[n]`.
 * @throws {RangeError} If there are fewer images than clusters.
 */
export async function spectralClustering(
  graph: SparseSymmetric,
  clusters: number,
  { seed = 0, starts = 20, onProgress }: SpectralOptions = {},
): Promise<Int32Array> {
  const { n, starts: begins, columns } = graph;
  if (n < clusters) {
    throw new RangeError(`Cannot cluster: there are ${clusters} clusters for ${n} images`);
  }
  const scale = rowSums(graph).map((sum) => sum > 0 ? 1 / Math.sqrt(sum) : 0);
  const values = Float64Array.from(graph.values);
  for (let i = 0; i < n; i++) {
    for (let at = begins[i]; at < begins[i + 1]; at++) values[at] *= scale[i] * scale[columns[at]];
  }
  const random = new Stream(seed, "kmeans", 0xFFFF_FFFF);
  const vectors = leadingVectors({ ...graph, values }, clusters, random, onProgress);
  const rows = new Float64Array(n * clusters);
  for (let i = 0; i < n; i++) {
    const length = Math.hypot(...vectors.map((vector) => vector[i]));
    // Rounding alone says nothing of where an image belongs.
    if (length < 1e-12) continue;
    vectors.forEach((vector, c) => rows[i * clusters + c] = vector[i] / length);
  }
  return (await kMeans(matrix(rows, clusters), clusters, { seed, starts })).assignments;
}
