import { assign } from "../../search/hungarian.ts";
import type { Edits } from "./edits.ts";
import type { Group } from "./groups.ts";
import { isOwn } from "./keys.ts";

/** A cluster takes a name if so large a share of its images had it before. */
const SHARE = 0.5;

/** What came of carrying names over. */
export interface Carried {
  readonly edits: Edits;
  /** Names that no cluster of the new run has taken. */
  readonly lost: readonly string[];
  /** The key that stands for a group of the old run in the new one, where any does. */
  readonly keyOf: ReadonlyMap<number, string>;
}

/**
 * Carries names from the groups of one run to the clusters of another, over images that both know:
 * clusters at least half of whose images had a name are matched one to one to the named groups, so
 * that most images agree. Further clusters that lie in a group of several are merged into it. A group
 * of no cluster that no cluster takes stays one, for the images that were moved into it.
 *
 * @param before Group of each common image in the old run.
 * @param now Cluster of each common image in the new run.
 */
export function carryNames(
  groups: readonly Group[],
  before: Int32Array,
  now: Int32Array,
  fresh: Edits,
): Carried {
  const { clusters } = fresh;
  const together = new Float64Array(clusters * groups.length), sizes = new Float64Array(clusters);
  now.forEach((cluster, i) => {
    sizes[cluster]++;
    if (groups[before[i]].named) together[cluster * groups.length + before[i]]++;
  });
  const shareOf = (cluster: number, group: number) =>
    sizes[cluster] > 0 ? together[cluster * groups.length + group] / sizes[cluster] : 0;
  const names: Record<string, string> = {};
  const owner = new Map<number, number>();
  // Only who could take a name competes for it: a mixed cluster would win it, and could not have it.
  const eligible = together.map((images, i) => {
    const group = i % groups.length;
    return shareOf((i - group) / groups.length, group) < SHARE ? 0 : images;
  });
  assign(eligible, clusters, groups.length).forEach((group, cluster) => {
    if (group < 0 || shareOf(cluster, group) < SHARE) return;
    names[cluster] = groups[group].name;
    owner.set(group, cluster);
  });
  const merge: string[][] = [];
  for (const [group, first] of owner) {
    if (groups[group].keys.length < 2) continue;
    const others = [...sizes.keys()].filter((cluster) =>
      cluster !== first && names[cluster] === undefined && shareOf(cluster, group) > SHARE
    );
    if (others.length > 0) merge.push([first, ...others].map(String));
  }
  const keyOf = new Map([...owner].map(([group, cluster]) => [group, String(cluster)]));
  groups.forEach(({ keys, name, named }, g) => {
    const own = keys.find(isOwn);
    if (own === undefined || keyOf.has(g)) return;
    keyOf.set(g, own);
    if (named) names[own] = name;
  });
  const lost = groups.flatMap(({ name, named }, g) => named && !keyOf.has(g) ? [name] : []);
  return { edits: { ...fresh, names, merge }, lost, keyOf };
}
