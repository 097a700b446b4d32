import { nearestNeighbours } from "../search/knn.ts";
import { type Matrix, matrix, type Multiply } from "../search/matrix.ts";

/** Neighbours whose mean cosine tells how near an image is to those of the run. */
const NEIGHBOURS = 5;
/** Images of the run that new ones are compared with, at most, evenly spread. */
const COMPARED = 2_000;

/** What the score means, for people. */
export const NOVELTY =
  "share of the run's own images that lie nearer to their five nearest neighbours (by mean cosine of features): 0.5 is usual, above 0.99 is unlike anything the run has learned from";

/**
 * Makes what says how new images are, from 0 to 1: the share of the run's own images that have a
 * higher mean cosine to their five nearest neighbours, themselves left out, than the new image has
 * to its own five. At most 2,000 of the run's images, evenly spread, are asked.
 *
 * @param database Features of the run's images `[n, d]`.
 */
export async function noveltyScorer(
  database: Matrix,
  multiply: Multiply,
): Promise<(features: Matrix) => Promise<Float64Array>> {
  const { rows, columns, data } = database;
  const count = Math.min(rows, COMPARED);
  const asked = new Float32Array(count * columns);
  const own = Int32Array.from({ length: count }, (_, i) => Math.floor(i * rows / count));
  own.forEach((row, i) =>
    asked.set(data.subarray(row * columns, (row + 1) * columns), i * columns)
  );
  const k = Math.min(NEIGHBOURS, Math.max(1, rows - 1));
  const found = await nearestNeighbours(matrix(asked, columns), database, k + 1, { multiply });
  const usual = meanCosines(found, k, (query) => own[query]).sort();
  return async (features) => {
    const near = await nearestNeighbours(features, database, k, { multiply });
    return meanCosines(near, k).map((cosine) => 1 - countAtMost(usual, cosine) / count);
  };
}

/** Mean cosine of each query to its first k neighbours other than `self`. */
function meanCosines(
  { queries, k: width, indices, similarities }: Awaited<ReturnType<typeof nearestNeighbours>>,
  k: number,
  self: (query: number) => number = () => -1,
): Float64Array {
  return Float64Array.from({ length: queries }, (_, query) => {
    let sum = 0, counted = 0;
    for (let place = 0; place < width && counted < k; place++) {
      if (indices[query * width + place] === self(query)) continue;
      sum += similarities[query * width + place];
      counted++;
    }
    return counted === 0 ? 0 : sum / counted;
  });
}

/** How many of some ascending numbers are at most `value`. */
function countAtMost(ascending: Float64Array, value: number): number {
  let low = 0, high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
