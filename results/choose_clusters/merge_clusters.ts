import type { Predictions } from "../../run/train/predict.ts";

/** A merge of two clusters into one. */
export interface Merge {
  /** Clusters before it. */
  readonly from: number;
  /**
   * How alike the other sub-heads hold the two, from 0 to 1: the overlap of how each distributes
   * their images over its own clusters.
   */
  readonly affinity: number;
}

/**
 * Merges the clusters of a sub-head one pair at a time, those first that the other sub-heads tell
 * apart least. Sub-heads that were given more clusters than there are kinds cut the kinds each in
 * its own way: what one cuts, the others mix.
 *
 * @returns Merges from the clusters that are in use down to two; none where there is one head only.
 */
export function mergeClusters(
  { probabilities, samples, heads, clusters }: Predictions,
  head: number,
): Merge[] {
  if (!probabilities || heads < 2) return [];
  const width = (heads - 1) * clusters;
  const groups = Array.from(
    { length: clusters },
    () => ({ size: 0, spread: new Float64Array(width) }),
  );
  for (let n = 0; n < samples; n++) {
    const from = (head * samples + n) * clusters;
    const own = probabilities.subarray(from, from + clusters);
    const group = groups[own.indexOf(Math.max(...own))];
    group.size++;
    for (let t = 0, place = 0; t < heads; t++) {
      if (t === head) continue;
      for (let c = 0; c < clusters; c++) {
        group.spread[place++] += probabilities[(t * samples + n) * clusters + c];
      }
    }
  }
  const left = groups.filter(({ size }) => size > 0);
  const merges: Merge[] = [];
  while (left.length > 2) {
    let best = { affinity: -1, a: 0, b: 1 };
    for (let a = 0; a < left.length; a++) {
      for (let b = a + 1; b < left.length; b++) {
        const affinity = overlap(left[a], left[b]) / (heads - 1);
        if (affinity > best.affinity) best = { affinity, a, b };
      }
    }
    merges.push({ from: left.length, affinity: best.affinity });
    const [gone] = left.splice(best.b, 1), kept = left[best.a];
    kept.size += gone.size;
    gone.spread.forEach((value, i) => kept.spread[i] += value);
  }
  return merges;
}

interface Group {
  size: number;
  readonly spread: Float64Array;
}

/** `sum min(p, q)` of the distributions of two groups, over all heads. */
function overlap(a: Group, b: Group): number {
  return a.spread.reduce(
    (sum, value, i) => sum + Math.min(value / a.size, b.spread[i] / b.size),
    0,
  );
}
