import type { Matrix } from "./matrix.ts";

/**
 * The mean silhouette (Rousseeuw 1987) by cosine distance: how much nearer images are to their own
 * cluster than to the next one, from -1 to 1. An image alone in its cluster counts as 0.
 *
 * @param points Unit rows `[n, d]`.
 * @param assignments Cluster of each row, from 0.
 */
export function silhouette({ data, rows, columns }: Matrix, assignments: Int32Array): number {
  const clusters = Math.max(...assignments) + 1;
  // A mean of cosine distances to unit rows is 1 minus the cosine with their sum, by their number.
  const sums = new Float64Array(clusters * columns), sizes = new Int32Array(clusters);
  for (let i = 0; i < rows; i++) {
    sizes[assignments[i]]++;
    for (let d = 0; d < columns; d++) {
      sums[assignments[i] * columns + d] += data[i * columns + d];
    }
  }
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const own = assignments[i];
    if (sizes[own] < 2) continue;
    let within = 0, between = Infinity;
    for (let c = 0; c < clusters; c++) {
      let dot = 0;
      for (let d = 0; d < columns; d++) dot += data[i * columns + d] * sums[c * columns + d];
      if (c === own) within = 1 - (dot - 1) / (sizes[c] - 1);
      else if (sizes[c] > 0) between = Math.min(between, 1 - dot / sizes[c]);
    }
    const larger = Math.max(within, between);
    if (larger > 0 && between < Infinity) total += (between - within) / larger;
  }
  return total / rows;
}
