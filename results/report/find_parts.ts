import type { Matrix } from "../../search/matrix.ts";
import { assignmentsOf, type Predictions } from "../../run/train/predict.ts";
import { type Edits, noEdits } from "../names/edits.ts";
import { groupBy } from "../names/grouping.ts";

/** Parts that the page offers to split a cluster into. */
const OFFERED = [2, 3, 4];
/** Numbers of features up to which that is worked out for every cluster: about a second. */
const MOST_NUMBERS = 1_000_000;
/** Places of images among parts, one a cluster, up to which a page has room for them. */
const MOST_PLACES = 500_000;

/** Every cluster in so many parts. */
export interface Parts {
  /** Part of each image, from 0; 0 where a cluster is not split. */
  readonly of: Uint8Array;
  /** Images of each part, a row a cluster; empty where a cluster is not split. */
  readonly sizes: readonly (readonly number[])[];
  /**
   * The part of each cluster that each shown image is nearest to `[shown, clusters]`, from 0, where
   * the page offers to split it: it goes there if it is moved into the cluster.
   */
  readonly nearest?: Uint8Array;
}

/**
 * What splitting clusters gives, by the number of parts: as a person has split them, and, where
 * there are not too many images, as the page offers it.
 *
 * @param shown Features of the images that are shown.
 */
export async function findParts(
  predictions: Predictions,
  head: number,
  split: Edits["split"],
  shown: Matrix,
): Promise<ReadonlyMap<number, Parts>> {
  const { samples, featureSize, clusters: k } = predictions;
  const { clusters } = assignmentsOf(predictions, head);
  const sizes = new Array<number>(k).fill(0);
  for (const cluster of clusters) sizes[cluster]++;
  const all = samples * featureSize <= MOST_NUMBERS && shown.rows * k <= MOST_PLACES;
  const found = new Map<number, Parts>();
  for (const parts of new Set([...all ? OFFERED : [], ...Object.values(split)])) {
    const some = [...sizes.keys()].filter((cluster) =>
      sizes[cluster] >= parts && (all && OFFERED.includes(parts) || split[cluster] === parts)
    );
    const edits = {
      ...noEdits(k, head),
      split: Object.fromEntries(some.map((cluster) => [String(cluster), parts])),
    };
    const { of, groups, place } = await groupBy(edits, predictions, head);
    const places = groups.map(({ keys: [key] }) => Number(key.split(".")[1] ?? 1) - 1);
    const counts = sizes.map((_, cluster) =>
      some.includes(cluster) ? new Array<number>(parts).fill(0) : []
    );
    of.forEach((group, i) => {
      const own = counts[clusters[i]];
      if (own.length > 0) own[places[group]]++;
    });
    const nearest = all && OFFERED.includes(parts) ? new Uint8Array(shown.rows * k) : undefined;
    for (const cluster of nearest ? some : []) {
      const there = await place(new Int32Array(shown.rows).fill(cluster), shown);
      there.forEach((group, i) => nearest![i * k + cluster] = places[group]);
    }
    found.set(parts, {
      of: Uint8Array.from(of, (group) => places[group]),
      sizes: counts,
      nearest,
    });
  }
  return found;
}
