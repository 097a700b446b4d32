import { DisjointSets } from "../disjoint_sets.ts";

/**
 * Groups of images that are connected by the arrows from each to its nearest other: where JULE begins.
 * They are numbered by their lowest image.
 *
 * @param nearest The nearest other of each image.
 */
export function firstNeighbourGroups(nearest: ArrayLike<number>): number[][] {
  const sets = new DisjointSets(nearest.length);
  for (let i = 0; i < nearest.length; i++) sets.join(i, nearest[i]);
  return sets.groups();
}
