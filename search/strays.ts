import type { Neighbours } from "./knn.ts";

/** A row that is far from all others. */
export interface Stray {
  readonly row: number;
  /** Mean cosine to its nearest others. */
  readonly nearness: number;
}

/**
 * Rows that are much farther from their nearest others than rows usually are: whose nearness lies
 * below the lower quartile by more than so many times the distance of the quartiles (Tukey 1977).
 *
 * @param neighbours Nearest others of every row, of the rows themselves.
 * @param times 1.5 is usual, 3 is "far out".
 * @returns The farthest first, and the median of all rows.
 */
export function strays(
  { queries, k, similarities }: Neighbours,
  times: number,
): { readonly strays: readonly Stray[]; readonly usual: number } {
  if (queries === 0 || k === 0) return { strays: [], usual: 1 };
  const nearness = Float64Array.from({ length: queries }, (_, row) => {
    let sum = 0;
    for (let at = row * k; at < (row + 1) * k; at++) sum += similarities[at];
    return sum / k;
  });
  const ascending = nearness.toSorted();
  const quantile = (share: number) => ascending[Math.round(share * (queries - 1))];
  const least = quantile(0.25) - times * (quantile(0.75) - quantile(0.25));
  const found = [...nearness.entries()].filter(([, own]) => own < least)
    .sort(([a, x], [b, y]) => x - y || a - b);
  return { strays: found.map(([row, nearness]) => ({ row, nearness })), usual: quantile(0.5) };
}
