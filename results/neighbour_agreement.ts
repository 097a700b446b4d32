import type { Neighbours } from "../search/knn.ts";

/**
 * Share of queries whose cluster is the most frequent one among their neighbours; of several that are
 * equally frequent any counts.
 *
 * @param own Cluster of each query.
 * @param clusters Of the images that neighbours are looked for among.
 * @returns From 0 to 1.
 */
export function neighbourAgreement(
  { queries, k, indices }: Pick<Neighbours, "queries" | "k" | "indices">,
  own: ArrayLike<number>,
  clusters: ArrayLike<number>,
): number {
  let agreeing = 0;
  for (let query = 0; query < queries; query++) {
    const counts = new Map<number, number>();
    for (const index of indices.subarray(query * k, (query + 1) * k)) {
      counts.set(clusters[index], (counts.get(clusters[index]) ?? 0) + 1);
    }
    if (counts.get(own[query]) === Math.max(...counts.values())) agreeing++;
  }
  return agreeing / queries;
}
