import { CrlcError } from "../core/errors.ts";
import { assign } from "../search/hungarian.ts";
import { contingency } from "./contingency.ts";

/** Clusters matched to classes, one to one, so that most samples agree. */
export interface Matching {
  readonly samples: number;
  /** Samples whose cluster is matched to their class. */
  readonly hits: number;
  /** Class of each cluster; clusters that got none are absent. */
  readonly classOf: ReadonlyMap<number, number>;
}

/** Cells the table of clusters and classes may have: 5,000 of each. */
const MOST_CELLS = 25e6;

/**
 * Matches clusters to classes by the Hungarian method. Their numbers may differ; clusters or
 * classes left over get no partner.
 *
 * @param labels Classes `[n]`; any integers.
 * @param clusters Clusters `[n]`; any integers.
 * @throws {RangeError} If they differ in length.
 * @throws {CrlcError} `TOO_MANY_CLUSTERS` if the table would be too large.
 */
export function matchClusters(labels: ArrayLike<number>, clusters: ArrayLike<number>): Matching {
  const { samples, labels: [ids, classes], cells } = contingency(clusters, labels);
  if (ids.length * classes.length > MOST_CELLS) {
    throw new CrlcError(
      "data",
      "TOO_MANY_CLUSTERS",
      `Cannot match clusters to classes: their numbers must multiply to at most ${MOST_CELLS}, and are ${ids.length} and ${classes.length}`,
      { hint: "check that the files hold labels, not image numbers" },
    );
  }
  const weights = new Float64Array(ids.length * classes.length);
  for (const { a, b, count } of cells) weights[a * classes.length + b] = count;
  const classOf = new Map<number, number>();
  let hits = 0;
  assign(weights, ids.length, classes.length).forEach((column, row) => {
    if (column < 0) return;
    classOf.set(ids[row], classes[column]);
    hits += weights[row * classes.length + column];
  });
  return { samples, hits, classOf };
}

/**
 * Clustering accuracy: the share of samples that agree under the best one-to-one matching of
 * clusters to classes.
 *
 * @example Names of clusters do not matter
 * ```ts
 * import { acc } from "@crlc/crlc/metrics";
 * import { strictEqual } from "node:assert/strict";
 *
 * strictEqual(acc([0, 0, 1, 1], [7, 7, 3, 7]), 0.75);
 * ```
 *
 * @param labels Classes `[n]`; any integers.
 * @param clusters Clusters `[n]`; any integers.
 * @returns From 0 to 1; NaN of no samples.
 * @throws {RangeError} If they differ in length.
 */
export function acc(labels: ArrayLike<number>, clusters: ArrayLike<number>): number {
  const { hits, samples } = matchClusters(labels, clusters);
  return hits / samples;
}
