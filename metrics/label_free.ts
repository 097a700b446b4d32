import { entropyOfSizes } from "./nmi.ts";

/** What can be said of clusters without labels. */
export interface LabelFree {
  readonly samples: number;
  /** Clusters that hold a sample. */
  readonly used: number;
  /** Entropy of cluster sizes, in nats: `log C` where all are of one size. */
  readonly entropy: number;
  /** Share of the samples in the largest cluster. */
  readonly largest: number;
  /** Mean probability of the cluster chosen. */
  readonly confidence: number;
}

/**
 * Label-free numbers of one sub-head, such as a collapse shows in.
 *
 * @param probabilities `[n, clusters]`; each sample belongs to its most probable cluster.
 * @param clusters Number of clusters, C.
 */
export function labelFree(probabilities: ArrayLike<number>, clusters: number): LabelFree {
  const samples = probabilities.length / clusters, sizes = new Float64Array(clusters);
  let confidence = 0;
  for (let i = 0, at = 0; i < samples; i++) {
    let chosen = 0, highest = -Infinity;
    for (let c = 0; c < clusters; c++, at++) {
      if (probabilities[at] > highest) [highest, chosen] = [probabilities[at], c];
    }
    sizes[chosen]++;
    confidence += highest / samples;
  }
  return {
    samples,
    used: sizes.filter((size) => size > 0).length,
    entropy: entropyOfSizes(sizes),
    largest: Math.max(...sizes) / samples,
    confidence,
  };
}
