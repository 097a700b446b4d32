import type { Matrix } from "../../search/matrix.ts";

const ITERATIONS = 30;

/**
 * The two directions in which features differ most (principal components, by orthogonal iteration),
 * each brought to 0 to 1. The covariance is never made: of many features it would not fit.
 *
 * @returns `[rows, 2]`.
 */
export function pcaMap(points: Matrix): Float32Array {
  const { data, rows, columns } = points;
  const mean = new Float64Array(columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let c = 0; c < columns; c++, at++) mean[c] += data[at] / rows;
  }
  const axes = [0, 1].map((axis) =>
    Float64Array.from({ length: columns }, (_, c) => Math.cos((c + 1) * (axis + 1)))
  );
  for (let turn = 0; turn < ITERATIONS; turn++) {
    for (const [a, axis] of axes.entries()) {
      const next = backwards(points, mean, along(points, mean, axis));
      for (const before of axes.slice(0, a)) {
        const shared = next.reduce((sum, x, c) => sum + x * before[c], 0);
        for (let c = 0; c < columns; c++) next[c] -= shared * before[c];
      }
      const length = Math.sqrt(next.reduce((sum, x) => sum + x * x, 0));
      axes[a] = length > 0 ? next.map((x) => x / length) : next.fill(0);
    }
  }
  const map = new Float32Array(2 * rows);
  for (const [a, axis] of axes.entries()) {
    along(points, mean, axis).forEach((place, i) => map[2 * i + a] = place);
  }
  return stretch(map);
}

/** Where each row is along an axis, from the mean. */
function along({ data, rows, columns }: Matrix, mean: Float64Array, axis: Float64Array) {
  const middle = mean.reduce((sum, x, c) => sum + x * axis[c], 0);
  const places = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = -middle;
    for (let c = 0; c < columns; c++, at++) sum += data[at] * axis[c];
    places[i] = sum;
  }
  return places;
}

/** The sum of the rows, from the mean, each as often as its place says. */
function backwards({ data, rows, columns }: Matrix, mean: Float64Array, places: Float64Array) {
  const sums = new Float64Array(columns);
  let total = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    const place = places[i];
    total += place;
    for (let c = 0; c < columns; c++, at++) sums[c] += place * data[at];
  }
  return sums.map((sum, c) => sum - total * mean[c]);
}

/** Brings both coordinates to 0 to 1; where all are equal, to the middle. */
export function stretch(map: Float32Array): Float32Array {
  for (let axis = 0; axis < 2; axis++) {
    let low = Infinity, high = -Infinity;
    for (let at = axis; at < map.length; at += 2) {
      low = Math.min(low, map[at]);
      high = Math.max(high, map[at]);
    }
    for (let at = axis; at < map.length; at += 2) {
      map[at] = high > low ? (map[at] - low) / (high - low) : 0.5;
    }
  }
  return map;
}
