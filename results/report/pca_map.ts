import type { Matrix } from "../../search/matrix.ts";

const ITERATIONS = 30;

/**
 * The two directions in which features differ most (principal components, by orthogonal iteration
 * on the covariance), each brought to 0 to 1.
 *
 * @returns `[rows, 2]`.
 */
export function pcaMap({ data, rows, columns }: Matrix): Float32Array {
  const mean = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) mean[i % columns] += data[i] / rows;
  const covariance = new Float64Array(columns * columns);
  const row = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < columns; c++) row[c] = data[i * columns + c] - mean[c];
    for (let a = 0; a < columns; a++) {
      for (let b = a; b < columns; b++) covariance[a * columns + b] += row[a] * row[b];
    }
  }
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < a; b++) covariance[a * columns + b] = covariance[b * columns + a];
  }
  const axes = [0, 1].map((axis) =>
    Float64Array.from({ length: columns }, (_, c) => Math.cos((c + 1) * (axis + 1)))
  );
  for (let turn = 0; turn < ITERATIONS; turn++) {
    for (const [a, axis] of axes.entries()) {
      const next = new Float64Array(columns);
      for (let i = 0, at = 0; i < columns; i++) {
        for (let j = 0; j < columns; j++, at++) next[i] += covariance[at] * axis[j];
      }
      for (const before of axes.slice(0, a)) {
        const along = next.reduce((sum, x, c) => sum + x * before[c], 0);
        for (let c = 0; c < columns; c++) next[c] -= along * before[c];
      }
      const length = Math.hypot(...next);
      axes[a] = length > 0 ? next.map((x) => x / length) : next.fill(0);
    }
  }
  const map = new Float32Array(2 * rows);
  for (let i = 0; i < rows; i++) {
    for (let axis = 0; axis < 2; axis++) {
      let sum = 0;
      for (let c = 0; c < columns; c++) {
        sum += (data[i * columns + c] - mean[c]) * axes[axis][c];
      }
      map[2 * i + axis] = sum;
    }
  }
  return stretch(map);
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
