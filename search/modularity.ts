import type { Neighbours } from "./knn.ts";

/**
 * The modularity (Newman and Girvan 2004) of groups on the graph that joins every row with its
 * nearest others: the share of edges that stay within a group, less the share that would by chance.
 *
 * @param neighbours Nearest others of every row, of the rows themselves.
 * @param m How many of them are joined, at most.
 * @param groups Group of each row, from 0.
 */
export function modularity(
  { queries, k, indices }: Neighbours,
  m: number,
  groups: Int32Array,
): number {
  const joined = Math.min(m, k), edges = queries * joined;
  if (edges === 0) return 0;
  const within = new Float64Array(Math.max(...groups) + 1), ends = new Float64Array(within.length);
  for (let row = 0; row < queries; row++) {
    for (let at = row * k; at < row * k + joined; at++) {
      const from = groups[row], to = groups[indices[at]];
      if (from === to) within[from]++;
      ends[from]++;
      ends[to]++;
    }
  }
  return within.reduce(
    (sum, inside, group) => sum + inside / edges - (ends[group] / (2 * edges)) ** 2,
    0,
  );
}
