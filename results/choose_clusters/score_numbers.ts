import { averageLinkage, cutMerges } from "../../search/average_linkage.ts";
import { nearestNeighbours } from "../../search/knn.ts";
import type { Matrix, Multiply } from "../../search/matrix.ts";
import { modularity } from "../../search/modularity.ts";
import { silhouette } from "../../search/silhouette.ts";
import { wardLinkage } from "../../search/ward_linkage.ts";

/** Nearest others that images are joined with, in two graphs whose modularities are averaged. */
const JOINED = [5, 8] as const;

/** How well features fall into a number of clusters, no label seen. */
export interface NumberScore {
  readonly k: number;
  /** Mean silhouette of Ward's groups, by cosine. */
  readonly silhouette: number;
  /** That of average linkage, which keeps a large group whole beside small ones. */
  readonly linkage: number;
  /** Modularity of Ward's groups on the graph of nearest neighbours. */
  readonly modularity: number;
}

/**
 * Scores numbers of clusters on features that are there: groups of every number at once, by Ward's
 * linkage, which are like those of k-means, and by average linkage.
 *
 * @param points Unit rows `[n, d]`; all pairs are compared.
 */
export async function scoreNumbers(
  points: Matrix,
  { low, high }: { readonly low: number; readonly high: number },
  multiply: Multiply,
): Promise<NumberScore[]> {
  const near = await nearestNeighbours(points, points, Math.max(...JOINED), {
    excludeSelf: true,
    multiply,
  });
  const pairs = Float32Array.from(await multiply(points, points));
  const ward = wardLinkage(points, pairs.slice()), average = averageLinkage(points, pairs);
  const most = Math.min(high, points.rows - 1);
  return Array.from({ length: most - low + 1 }, (_, i) => {
    const k = low + i, groups = cutMerges(ward, k);
    const joined = JOINED.map((m) => modularity(near, m, groups));
    return {
      k,
      silhouette: silhouette(points, groups),
      linkage: silhouette(points, cutMerges(average, k)),
      modularity: joined.reduce((a, b) => a + b, 0) / JOINED.length,
    };
  });
}
