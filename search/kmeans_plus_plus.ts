import type { Stream } from "../core/random.ts";
import { type Matrix, matrix, type Multiply, rowsOf } from "./matrix.ts";

/**
 * First centroids for k-means (greedy k-means++, as in scikit-learn): each next one is drawn with a
 * chance proportional to the squared distance to the nearest centroid so far, a few times over, and
 * the draw that leaves the smallest sum of squared distances is kept.
 *
 * @param points `[n, columns]`.
 * @param lengths Squared lengths of the points.
 * @returns Centroids `[clusters, columns]`, each a point.
 */
export async function initialCentroids(
  points: Matrix,
  lengths: Float64Array,
  clusters: number,
  random: Stream,
  multiply: Multiply,
): Promise<Float64Array> {
  const { rows, columns } = points;
  const trials = 2 + Math.floor(Math.log(clusters));
  const chosen = [random.below(rows)];
  /** The squared distance of each point to the nearest centroid so far; at first there is none. */
  const closest = new Float64Array(rows).fill(Infinity);
  const running = new Float64Array(rows);
  take(await productsWith(points, chosen, multiply), 0, chosen);
  while (chosen.length < clusters) {
    const total = running[rows - 1];
    const draws = Array.from(
      { length: trials },
      () => draw(random.uniform(0, total), running, closest),
    );
    const products = await productsWith(points, draws, multiply);
    const sums = left(products, draws);
    const best = sums.indexOf(Math.min(...sums));
    take(products, best, draws);
    chosen.push(draws[best]);
  }
  const centroids = new Float64Array(clusters * columns);
  chosen.forEach((point, c) => {
    centroids.set(rowsOf(points, point, point + 1).data, c * columns);
  });
  return centroids;

  /** The sum of squared distances that each of some points would leave as the next centroid. */
  function left(products: Float32Array, some: readonly number[]): Float64Array {
    const sums = new Float64Array(some.length);
    for (let h = 0; h < some.length; h++) {
      const point = some[h], length = lengths[point];
      let sum = 0;
      for (let i = 0, at = h; i < rows; i++, at += some.length) {
        const squared = i === point ? 0 : Math.max(0, lengths[i] + length - 2 * products[at]);
        sum += squared < closest[i] ? squared : closest[i];
      }
      sums[h] = sum;
    }
    return sums;
  }

  /** Makes one of some points a centroid, and sums up the distances that are left. */
  function take(products: Float32Array, h: number, some: readonly number[]): void {
    const point = some[h], length = lengths[point];
    let sum = 0;
    for (let i = 0, at = h; i < rows; i++, at += some.length) {
      const squared = i === point ? 0 : Math.max(0, lengths[i] + length - 2 * products[at]);
      if (squared < closest[i]) closest[i] = squared;
      running[i] = sum += closest[i];
    }
  }
}

/**
 * Draws a point by its share: the first whose running sum of shares exceeds `target`, or else the
 * last that has a share.
 */
function draw(target: number, running: Float64Array, shares: Float64Array): number {
  let low = 0, high = running.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (running[middle] > target) high = middle;
    else low = middle + 1;
  }
  if (low < running.length) return low;
  return Math.max(0, shares.findLastIndex((share) => share > 0));
}

/** Products of all points with some of them `[n, some]`; they hold until the next. */
async function productsWith(
  points: Matrix,
  some: readonly number[],
  multiply: Multiply,
): Promise<Float32Array> {
  const { columns } = points;
  const heads = new Float32Array(some.length * columns);
  some.forEach((point, h) => heads.set(rowsOf(points, point, point + 1).data, h * columns));
  return await multiply(points, matrix(heads, columns));
}
