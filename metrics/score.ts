import { acc } from "./acc.ts";
import { ari } from "./ari.ts";
import { nmi } from "./nmi.ts";

/** How well clusters agree with classes. */
export interface Score {
  readonly samples: number;
  readonly acc: number;
  readonly nmi: number;
  readonly ari: number;
}

/**
 * ACC, NMI and ARI of clusters against the labels.
 *
 * @param labels Classes `[n]`; any integers.
 * @param clusters Clusters `[n]`; any integers.
 * @throws {RangeError} If they differ in length, or hold nothing.
 */
export function score(labels: ArrayLike<number>, clusters: ArrayLike<number>): Score {
  if (labels.length === 0 && clusters.length === 0) {
    throw new RangeError("Cannot score clusters: there must be one sample at least, and is none");
  }
  return {
    samples: labels.length,
    acc: acc(labels, clusters),
    nmi: nmi(labels, clusters),
    ari: ari(labels, clusters),
  };
}
