import { Stream } from "../../core/random.ts";

/** Images of each end of a cluster that are on the page by all means, at most. */
const ENDS = 24;

/**
 * Which images of a data set the page draws for one more of its runs: all where they fit; else those
 * that are drawn already, the most and the least confident of each of its clusters, and, for the
 * first run, others at random.
 *
 * The ends of all runs together take at most half of the room, unless there are so many clusters
 * that one image of each end of each is more.
 *
 * @param most Images of the data set on the page, at most.
 * @param runs Runs that share the room.
 * @param already What earlier runs draw.
 * @returns Ascending numbers of images.
 */
export function chooseShown(
  { clusters, confidence }: { clusters: Int32Array; confidence: Float32Array },
  most: number,
  runs: number,
  already: Uint32Array | undefined,
): Uint32Array {
  const samples = clusters.length;
  if (samples <= most) return Uint32Array.from({ length: samples }, (_, i) => i);
  const byCluster = new Map<number, number[]>();
  for (let i = 0; i < samples; i++) {
    const own = byCluster.get(clusters[i]);
    if (own) own.push(i);
    else byCluster.set(clusters[i], [i]);
  }
  const share = Math.floor(most / (2 * runs));
  const room = Math.min(share, most - (already?.length ?? 0));
  const each = Math.max(1, Math.min(ENDS, Math.floor(room / (2 * byCluster.size))));
  for (const own of byCluster.values()) own.sort((a, b) => confidence[b] - confidence[a] || a - b);
  const chosen = new Set<number>(already);
  const add = (index: number | undefined) => {
    if (index !== undefined && chosen.size < most) chosen.add(index);
  };
  for (let rank = 0; rank < each; rank++) {
    for (const own of byCluster.values()) add(own[rank]);
    for (const own of byCluster.values()) add(own.at(-1 - rank));
  }
  if (!already) {
    // What later runs will need is left free, if they have as many clusters.
    const later = Math.min(share, 2 * each * byCluster.size);
    const full = Math.max(1, most - (runs - 1) * later);
    for (const index of new Stream(0, "sample").permutation(samples)) {
      if (chosen.size >= full) break;
      chosen.add(index);
    }
  }
  return Uint32Array.from(chosen).sort();
}
