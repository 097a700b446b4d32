import { rankedAccuracy } from "./ranked_accuracy.ts";

/**
 * The share of samples whose class is among those matched to their most probable clusters
 * (SCAN's ACC5 with k = 5).
 *
 * @param probabilities `[n, clusters]`.
 * @param clusters Number of clusters, C.
 * @param labels Classes `[n]`.
 * @param options.k How many clusters count.
 * @param options.classOf Class of each cluster; by default the best matching of the most probable
 *   clusters. Clusters it lacks never count.
 * @returns From 0 to 1; NaN of no samples.
 */
export function topAccuracy(
  probabilities: ArrayLike<number>,
  clusters: number,
  labels: ArrayLike<number>,
  options: { k?: number; classOf?: ReadonlyMap<number, number> } = {},
): number {
  const k = Math.max(1, options.k ?? 5), length = labels.length;
  const ranked = new Int32Array(length * k).fill(-1);
  for (let i = 0; i < length; i++) {
    ranked.set(mostProbable(probabilities, i * clusters, clusters, k), i * k);
  }
  return rankedAccuracy(ranked, k, labels, options);
}

/** The `k` most probable clusters of a row that starts at `from`; of equal ones the lower first. */
function mostProbable(
  probabilities: ArrayLike<number>,
  from: number,
  clusters: number,
  k: number,
): number[] {
  const best: number[] = [];
  for (let c = 0; c < clusters; c++) {
    const p = probabilities[from + c];
    if (best.length === k && !(p > probabilities[from + best[k - 1]])) continue;
    let at = Math.min(best.length, k - 1);
    for (; at > 0 && p > probabilities[from + best[at - 1]]; at--) best[at] = best[at - 1];
    best[at] = c;
  }
  return best;
}
