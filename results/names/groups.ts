import type { Edits } from "./edits.ts";
import { isOwn, keysOf } from "./keys.ts";

/** Images that a person takes for one kind. */
export interface Group {
  readonly name: string;
  /** Whether a person gave the name. */
  readonly named: boolean;
  /** Clusters, parts of clusters and groups of no cluster that it is made of. */
  readonly keys: readonly string[];
}

/** The groups of a run in the order of their first key, and the group of each key. */
export function groupsOf(edits: Edits): { groups: Group[]; groupOf: Map<string, number> } {
  const merged = new Map(edits.merge.flatMap((keys) => keys.map((key) => [key, keys])));
  const groups: Group[] = [], groupOf = new Map<string, number>();
  for (const key of keysOf(edits)) {
    if (groupOf.has(key)) continue;
    const keys = merged.get(key) ?? [key];
    const given = keys.map((one) => edits.names[one]).find((name) => name !== undefined);
    for (const one of keys) groupOf.set(one, groups.length);
    groups.push({ name: given ?? plainName(keys), named: given !== undefined, keys });
  }
  return { groups, groupOf };
}

function plainName(keys: readonly string[]): string {
  const found = keys.filter((key) => !isOwn(key));
  return found.length > 0 ? `cluster ${found.join(" + ")}` : `group ${keys.join(" + ")}`;
}
