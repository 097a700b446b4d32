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
 * ACC, NMI and ARI of clusters against the truth.
 *
 * @param truth Classes `[n]`; any integers.
 * @param clusters Clusters `[n]`; any integers.
 * @throws {RangeError} If they differ in length, or hold nothing.
 */
export function score(truth: ArrayLike<number>, clusters: ArrayLike<number>): Score {
  if (truth.length === 0 && clusters.length === 0) {
    throw new RangeError("Cannot score clusters: there must be one sample at least, and is none");
  }
  return {
    samples: truth.length,
    acc: acc(truth, clusters),
    nmi: nmi(truth, clusters),
    ari: ari(truth, clusters),
  };
}
