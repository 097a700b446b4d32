import { DisjointSets } from "./disjoint_sets.ts";
import type { Neighbours } from "./knn.ts";

/** Rows that are nearly the same. */
export interface DuplicateGroup {
  /** Ascending. */
  readonly rows: readonly number[];
  /** Of each row, the cosine to the one of the others that it is nearest to. */
  readonly cosines: readonly number[];
}

/** Rounding leaves so much of what is the same. */
const SAME = 0.999999;

/**
 * Groups of rows that are nearly the same: those that a chain of pairs joins, each of which is nearer
 * than a share of the usual distance, the median of that to the last neighbour.
 *
 * @param neighbours Nearest others of every row, of the rows themselves.
 * @param share Of the usual distance (1 - cosine) at which two are taken for the same.
 * @returns In the order of their first rows.
 */
export function nearDuplicates(
  { queries, k, indices, similarities }: Neighbours,
  share: number,
): DuplicateGroup[] {
  if (queries === 0 || k === 0) return [];
  const last = Float64Array.from({ length: queries }, (_, i) => similarities[i * k + k - 1]).sort();
  const least = Math.min(SAME, 1 - share * (1 - last[queries >> 1]));
  const sets = new DisjointSets(queries);
  for (let row = 0; row < queries; row++) {
    for (let at = row * k; at < (row + 1) * k && similarities[at] >= least; at++) {
      sets.join(row, indices[at]);
    }
  }
  return sets.groups().filter(({ length }) => length > 1).map((rows) => ({
    rows,
    cosines: rows.map((row) => similarities[row * k]),
  }));
}
