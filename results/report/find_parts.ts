import { assignmentsOf, type Predictions } from "../../run/train/predict.ts";
import { type Edits, noEdits } from "../names/edits.ts";
import { groupBy } from "../names/grouping.ts";

/** Parts that the page offers to split a cluster into. */
const OFFERED = [2, 3, 4];
/** Numbers of features up to which that is worked out for every cluster: about a second. */
const MOST_NUMBERS = 1_000_000;

/** Every cluster in so many parts. */
export interface Parts {
  /** Part of each image, from 0; 0 where a cluster is not split. */
  readonly of: Uint8Array;
  /** Images of each part, a row a cluster; empty where a cluster is not split. */
  readonly sizes: readonly (readonly number[])[];
}

/**
 * What splitting clusters gives, by the number of parts: as a person has split them, and, where
 * there are not too many images, as the page offers it.
 */
export async function findParts(
  predictions: Predictions,
  head: number,
  split: Edits["split"],
): Promise<ReadonlyMap<number, Parts>> {
  const { samples, featureSize, clusters: k } = predictions;
  const { clusters } = assignmentsOf(predictions, head);
  const sizes = new Array<number>(k).fill(0);
  for (const cluster of clusters) sizes[cluster]++;
  const all = samples * featureSize <= MOST_NUMBERS;
  const found = new Map<number, Parts>();
  for (const parts of new Set([...all ? OFFERED : [], ...Object.values(split)])) {
    const some = [...sizes.keys()].filter((cluster) =>
      sizes[cluster] >= parts && (all && OFFERED.includes(parts) || split[cluster] === parts)
    );
    const edits = {
      ...noEdits(k, head),
      split: Object.fromEntries(some.map((cluster) => [String(cluster), parts])),
    };
    const { of, groups } = await groupBy(edits, predictions, head);
    const places = groups.map(({ keys: [key] }) => Number(key.split(".")[1] ?? 1) - 1);
    const counts = sizes.map((_, cluster) =>
      some.includes(cluster) ? new Array<number>(parts).fill(0) : []
    );
    of.forEach((group, i) => {
      const own = counts[clusters[i]];
      if (own.length > 0) own[places[group]]++;
    });
    found.set(parts, { of: Uint8Array.from(of, (group) => places[group]), sizes: counts });
  }
  return found;
}
