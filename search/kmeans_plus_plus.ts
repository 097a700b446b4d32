import type { Stream } from "../core/random.ts";
import { type Matrix, matrix, type Multiply, rowsOf } from "./matrix.ts";

/**
 * First centres for k-means (greedy k-means++, as in scikit-learn): each next one is drawn with a
 * chance proportional to the squared distance to the nearest centre so far, a few times over, and
 * the draw that leaves the smallest sum of squared distances is kept.
 *
 * @param points `[n, columns]`.
 * @param lengths Squared lengths of the points.
 * @returns Centres `[clusters, columns]`, each a point.
 */
export async function plantCentres(
  points: Matrix,
  lengths: Float64Array,
  clusters: number,
  random: Stream,
  multiply: Multiply,
): Promise<Float64Array> {
  const { rows, columns } = points;
  const trials = 2 + Math.floor(Math.log(clusters));
  const chosen = [random.below(rows)];
  let [closest] = await distancesTo(points, lengths, chosen, multiply);
  while (chosen.length < clusters) {
    const total = sum(closest);
    const draws = Array.from({ length: trials }, () => draw(closest, random.uniform(0, total)));
    const candidates = (await distancesTo(points, lengths, draws, multiply))
      .map((distances) => distances.map((d, i) => Math.min(d, closest[i])));
    const sums = candidates.map(sum);
    const best = sums.indexOf(Math.min(...sums));
    chosen.push(draws[best]);
    closest = candidates[best];
  }
  const centres = new Float64Array(clusters * columns);
  chosen.forEach((point, c) => {
    centres.set(rowsOf(points, point, point + 1).data, c * columns);
  });
  return centres;
}

/** Squared distances of all points to each of some points. */
async function distancesTo(
  points: Matrix,
  lengths: Float64Array,
  some: readonly number[],
  multiply: Multiply,
): Promise<Float64Array[]> {
  const { rows, columns } = points;
  const heads = new Float32Array(some.length * columns);
  some.forEach((point, h) => heads.set(rowsOf(points, point, point + 1).data, h * columns));
  const products = await multiply(points, matrix(heads, columns));
  return some.map((point, h) =>
    Float64Array.from(
      { length: rows },
      (_, i) =>
        i === point
          ? 0
          : Math.max(0, lengths[i] + lengths[point] - 2 * products[i * some.length + h]),
    )
  );
}

function sum(numbers: Float64Array): number {
  return numbers.reduce((total, x) => total + x, 0);
}

/** The first place where the running sum exceeds `target`; the last place with a share if none. */
function draw(shares: Float64Array, target: number): number {
  let running = 0, last = 0;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] > 0) last = i;
    running += shares[i];
    if (running > target) return i;
  }
  return last;
}
