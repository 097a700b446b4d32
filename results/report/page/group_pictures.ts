import type { PageEdits } from "../page_data.ts";
import type { Group, Grouping } from "./group.ts";
import type { View } from "./view.ts";

/** Groups the pictures of a run as corrections say: clusters, parts, merges, then single moves. */
export function groupPictures(view: View, edits: PageEdits): Grouping {
  const keys = keysOf(view, edits);
  const groups = groupsOf(keys, edits);
  const byKey = new Map(groups.flatMap((own, at) => own.map((key) => [key, at] as const)));
  const natural = naturalGroups(view, edits, byKey);
  const of = natural.slice();
  const moved = new Int32Array(groups.length);
  for (const { image, to } of edits.moves) {
    const i = view.placeOf(image);
    if (i === undefined) continue;
    // Of a cluster that is split, the nearest part is meant.
    const group = byKey.get(to) ??
      byKey.get(`${to}.${view.nearestPart(i, Number(to), edits.split[to]) + 1}`);
    if (group === undefined || of[i] === group) continue;
    moved[of[i]]--;
    moved[group]++;
    of[i] = group;
  }
  const members: number[][] = groups.map(() => []);
  of.forEach((group, i) => members[group].push(i));
  const { confidence, certainty } = view;
  for (const own of members) own.sort((a, b) => certainty[b] - certainty[a] || a - b);
  return {
    groups: groups.map((own, at) => ({
      keys: own,
      name: own.map((key) => edits.names[key]).find((name) => name !== undefined) ?? "",
      members: members[at],
      size: own.reduce((sum, key) => sum + sizeOf(view, edits, key), moved[at]),
      confidence: members[at].reduce((sum, i) => sum + confidence[i], 0) /
        Math.max(1, members[at].length),
      classes: classesOf(view, own),
    })),
    of,
    byKey,
    natural,
  };
}

/** Every key there is: added groups, then clusters by size, or the parts of one that is split. */
function keysOf({ order }: View, { names, merge, moves, split }: PageEdits): string[] {
  const used = [...Object.keys(names), ...merge.flat(), ...moves.map(({ to }) => to)];
  const added = [...new Set(used.filter((key) => key.startsWith("+")))]
    .sort((a, b) => Number(b) - Number(a));
  return [
    ...added,
    ...order.flatMap((cluster) => {
      const parts = split[cluster] ?? 0;
      return parts > 0
        ? Array.from({ length: parts }, (_, part) => `${cluster}.${part + 1}`)
        : [String(cluster)];
    }),
  ];
}

/** Keys of each group, each group at the place of its first key. */
function groupsOf(keys: readonly string[], { merge }: PageEdits): string[][] {
  const known = new Set(keys);
  const merged = new Map<string, readonly string[]>();
  for (const group of merge) for (const key of group) merged.set(key, group);
  const done = new Set<string>(), groups: string[][] = [];
  for (const key of keys) {
    if (done.has(key)) continue;
    const own = (merged.get(key) ?? [key]).filter((one) => known.has(one));
    for (const one of own) done.add(one);
    groups.push([...own]);
  }
  return groups;
}

function naturalGroups(
  { clusters, parts }: View,
  { split }: PageEdits,
  byKey: ReadonlyMap<string, number>,
): Int32Array {
  const whole = new Map<number, number>(), byPart = new Map<number, number[]>();
  return clusters.map((cluster, i) => {
    const count = split[cluster];
    if (!count) {
      const known = whole.get(cluster) ?? byKey.get(String(cluster))!;
      whole.set(cluster, known);
      return known;
    }
    const own = byPart.get(cluster) ??
      Array.from({ length: count }, (_, part) => byKey.get(`${cluster}.${part + 1}`)!);
    byPart.set(cluster, own);
    return own[parts.get(count)?.of[i] ?? 0];
  });
}

function sizeOf({ sizes, parts }: View, { split }: PageEdits, key: string): number {
  if (key.startsWith("+")) return 0;
  const [cluster, part] = key.split(".").map(Number);
  return part === undefined
    ? sizes[cluster]
    : parts.get(split[cluster])?.sizes[cluster]?.[part - 1] ?? 0;
}

function classesOf(view: View, keys: readonly string[]): number[] {
  const found = keys.filter((key) => !key.startsWith("+"))
    .map((key) => view.matched(Math.floor(Number(key)))).filter((c) => c >= 0);
  return [...new Set(found)];
}

/** Whether a picture has another class than its group is matched to; groups without one have no wrong. */
export function isWrong(view: View, { groups, of }: Grouping, i: number): boolean {
  if (!view.labels) return false;
  const { classes, keys }: Group = groups[of[i]];
  return !keys.every((key) => key.startsWith("+")) && !classes.includes(view.labels[i]);
}
