/** What is known of a number of clusters, no label seen. */
export interface Candidate {
  readonly k: number;
  /** Of k-means on what the sub-heads say, by cosine. */
  readonly silhouette: number;
  /** Adjusted Rand index of k-means fitted on two halves of the images, mean of some halvings. */
  readonly stability: number;
  /** How alike the other sub-heads hold the next two clusters that would be merged. */
  readonly affinity?: number;
}

/** A range of numbers of clusters, and why. */
export interface Choice {
  readonly low: number;
  readonly high: number;
  readonly reasons: readonly string[];
}

/** A peak of stability counts if it is so near to the highest. */
const NEAR = 0.15;
/** Clusters whose images the other heads mix more than this should be one. */
const MIXED = 0.3;

/**
 * The numbers of clusters that can be defended: from where two halves of the images agree best to
 * where merging should stop, or the other way round; never a single number.
 *
 * A hint, not a finding: `docs/results.md` tells how often the number of classes was within. The
 * limits were set by looking at digits, shapes and the blobs of the examples.
 *
 * @param candidates At least two, of successive k.
 */
export function judge(candidates: readonly Candidate[]): Choice {
  const highest = Math.max(...candidates.map(({ stability }) => stability));
  const peaks = candidates.filter(({ stability }, i) =>
    stability >= highest - NEAR &&
    stability >= (candidates[i - 1]?.stability ?? -1) &&
    stability >= (candidates[i + 1]?.stability ?? -1)
  );
  const best = peaks.find(({ stability }) => stability === highest)!;
  const compact = candidates.reduce((a, b) => b.silhouette > a.silhouette ? b : a);
  const reasons = [
    `two halves of the images agree best on ${best.k} clusters (${
      best.stability.toFixed(2)
    } of 1)` +
    (peaks.length > 1
      ? `; other peaks: ${peaks.filter((p) => p !== best).map(tell).join(", ")}`
      : ""),
  ];
  const stop = mergingStops(candidates);
  if (stop === undefined) {
    reasons.push("there is one sub-head: nothing says which clusters are to be merged");
  } else {
    reasons.push(`merging what the other sub-heads mix leaves ${stop} clusters`);
  }
  reasons.push(`clusters are most compact and apart at ${compact.k} (told, not counted)`);
  if (stop !== undefined && Math.abs(best.k - stop) > 1) {
    reasons.push("the two do not agree: the range reaches from one to the other");
  }
  const [first, last] = [candidates[0].k, candidates.at(-1)!.k];
  let [low, high] = [Math.min(best.k, stop ?? best.k), Math.max(best.k, stop ?? best.k)];
  if (low === high) [low, high] = [Math.max(first, low - 1), Math.min(last, high + 1)];
  if (stop === last) reasons.push(`${last} is where the range ended: there may be more`);
  return { low, high, reasons };
}

const tell = ({ k, stability }: Candidate) => `${k} (${stability.toFixed(2)})`;

/** The largest number of clusters at which the other sub-heads mix no two of them. */
function mergingStops(candidates: readonly Candidate[]): number | undefined {
  const merged = candidates.filter(({ affinity }) => affinity !== undefined);
  if (merged.length === 0) return undefined;
  return [...merged].reverse().find(({ affinity }) => affinity! < MIXED)?.k ?? candidates[0].k;
}
