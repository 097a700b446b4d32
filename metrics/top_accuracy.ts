import { matchClusters } from "./acc.ts";

/**
 * The share of samples whose class is among those matched to their most probable clusters
 * (SCAN's ACC5 with k = 5).
 *
 * @param probabilities `[n, clusters]`.
 * @param clusters Number of clusters, C.
 * @param truth Classes `[n]`.
 * @param options.k How many clusters count.
 * @param options.classOf Class of each cluster; by default the best matching of the most probable
 *   clusters. Clusters it lacks never count.
 * @returns From 0 to 1; NaN of no samples.
 */
export function topAccuracy(
  probabilities: ArrayLike<number>,
  clusters: number,
  truth: ArrayLike<number>,
  options: { k?: number; classOf?: ReadonlyMap<number, number> } = {},
): number {
  const { k = 5 } = options;
  // Descending; equal probabilities in the order of clusters, as the sort is stable.
  const ranked = Array.from({ length: truth.length }, (_, i) => {
    const of = (cluster: number) => probabilities[i * clusters + cluster];
    return Array.from({ length: clusters }, (_, c) => c).sort((a, b) => of(b) - of(a));
  });
  const classOf = options.classOf ??
    matchClusters(truth, ranked.map((order) => order[0])).classOf;
  const hits = ranked.filter((order, i) =>
    order.slice(0, k).some((cluster) => classOf.get(cluster) === truth[i])
  );
  return hits.length / truth.length;
}
