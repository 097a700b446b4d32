import { linkage, type Merge } from "./average_linkage.ts";
import type { Matrix } from "./matrix.ts";

/**
 * Ward's linkage (1963): those two groups are merged first whose union raises the sum of squared
 * distances to the group's mean least. Groups are like those of k-means, of every number at once.
 *
 * @param points Unit rows `[n, d]`.
 * @param similarities `[n, n]`, their dot products; overwritten.
 * @returns n - 1 merges, lowest first.
 */
export function wardLinkage({ rows }: Matrix, similarities: Float32Array): Merge[] {
  // Squared distances of unit rows; updated by Lance and Williams.
  for (let i = 0; i < similarities.length; i++) similarities[i] = 2 - 2 * similarities[i];
  return linkage(
    rows,
    similarities,
    (toA, toB, between, a, b, own) =>
      ((own + a) * toA + (own + b) * toB - own * between) / (own + a + b),
  );
}
