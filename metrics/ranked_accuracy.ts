import { matchClusters } from "./acc.ts";

/**
 * The share of samples whose class is among those matched to their most probable clusters, where
 * these are known in their order and their probabilities are not.
 *
 * @param ranked The most probable clusters `[n, ranks]`, best first; -1 is none.
 * @param ranks Clusters of each sample that are known.
 * @param labels Classes `[n]`.
 * @param options.k How many clusters count; all that are known if absent.
 * @param options.classOf Class of each cluster; by default the best matching of the most probable
 *   ones. Clusters it lacks never count.
 * @returns From 0 to 1; NaN of no samples.
 *
 * @example
 * ```ts
 * import { rankedAccuracy } from "./ranked_accuracy.ts";
 * import { strictEqual } from "node:assert/strict";
 *
 * // The third sample is of class 1, and its second cluster is that of class 1.
 * const ranked = [0, 1, 1, 0, 0, 1];
 * strictEqual(rankedAccuracy(ranked, 2, [0, 1, 1], { k: 1 }), 2 / 3);
 * strictEqual(rankedAccuracy(ranked, 2, [0, 1, 1]), 1);
 * ```
 */
export function rankedAccuracy(
  ranked: ArrayLike<number>,
  ranks: number,
  labels: ArrayLike<number>,
  { k = ranks, classOf }: { k?: number; classOf?: ReadonlyMap<number, number> } = {},
): number {
  const { length } = labels;
  const first = Int32Array.from({ length }, (_, i) => ranked[i * ranks]);
  const classes = classOf ?? matchClusters(labels, first).classOf;
  let hits = 0;
  for (let i = 0; i < length; i++) {
    for (let rank = 0; rank < Math.min(k, ranks); rank++) {
      if (classes.get(ranked[i * ranks + rank]) !== labels[i]) continue;
      hits++;
      break;
    }
  }
  return hits / length;
}
