import type { View } from "./view.ts";

/** Pictures that stand between two clusters, the least decided first. */
export function betweenGroups({ second, confidence, length }: View, most: number): number[] {
  if (!second) return [];
  const share = (i: number) => second.shares[i] / 65_535 / Math.max(confidence[i], 1e-6);
  return Array.from({ length }, (_, i) => i).filter((i) => share(i) >= HALF_AS_LIKELY)
    .sort((a, b) => share(b) - share(a) || a - b).slice(0, most);
}

/** The second cluster must be this likely, beside the first. */
const HALF_AS_LIKELY = 0.5;

/** A picture whose label may be wrong, and the class that most of its neighbours have. */
export interface Mislabelled {
  readonly image: number;
  readonly likely: number;
  /** Share of the neighbours that have that class. */
  readonly share: number;
}

/** So many of the neighbours must have one other class. */
const AGREEING = 0.75;

/**
 * Pictures whose label is probably wrong: most neighbours have one other class, which their cluster
 * is matched to as well. The surest first.
 */
export function mislabelled(view: View, most: number): Mislabelled[] {
  const { labels, ids, k, clusters, length, confidence } = view;
  if (!labels || k === 0) return [];
  const found: Mislabelled[] = [];
  for (let i = 0; i < length; i++) {
    const likely = view.matched(clusters[i]);
    if (likely < 0 || likely === labels[i]) continue;
    let same = 0;
    for (let j = i * k; j < (i + 1) * k; j++) if (labels[ids[j]] === likely) same++;
    if (same / k >= AGREEING) found.push({ image: i, likely, share: same / k });
  }
  return found.sort((a, b) =>
    b.share - a.share || confidence[b.image] - confidence[a.image] || a.image - b.image
  ).slice(0, most);
}
