import type { Neighbours } from "./knn.ts";

/**
 * What the neighbours of each query vote for, each with weight `exp(similarity / temperature)`,
 * as in SCAN's monitor.
 *
 * @param labels Of the database, from 0 to `classes - 1`.
 * @returns Votes `[queries, classes]`, and the class with the most of them; ties go to the lower.
 */
export function neighbourVote(
  neighbours: Neighbours,
  labels: ArrayLike<number>,
  classes: number,
  temperature = 0.1,
): { votes: Float64Array; predictions: Int32Array } {
  const { queries, k, indices, similarities } = neighbours;
  const votes = new Float64Array(queries * classes);
  const predictions = Int32Array.from({ length: queries }, (_, query) => {
    const own = votes.subarray(query * classes, (query + 1) * classes);
    for (let at = query * k; at < (query + 1) * k; at++) {
      own[labels[indices[at]]] += Math.exp(similarities[at] / temperature);
    }
    return own.indexOf(Math.max(...own));
  });
  return { votes, predictions };
}

/**
 * The share of neighbours that have the query's own class.
 *
 * @param queryLabels One a query.
 * @param labels Of the database; those of the queries where both are the same images.
 * @returns From 0 to 1.
 */
export function neighbourAccuracy(
  { queries, k, indices }: Neighbours,
  queryLabels: ArrayLike<number>,
  labels: ArrayLike<number> = queryLabels,
): number {
  let agreeing = 0;
  for (let query = 0, at = 0; query < queries; query++) {
    for (let place = 0; place < k; place++, at++) {
      if (labels[indices[at]] === queryLabels[query]) agreeing++;
    }
  }
  return agreeing / (queries * k);
}
