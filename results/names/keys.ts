import type { Edits } from "./edits.ts";

/** What keys follow from. */
export type Keyed = Pick<Edits, "clusters" | "names" | "merge" | "split" | "moves">;

/** Whether a key is of a group of no cluster, "+1". */
export const isOwn = (key: string): boolean => key.startsWith("+");

/**
 * Every key there is: a cluster, or each part of one that is split; then the groups of no cluster that
 * anything uses, by number.
 */
export function keysOf(edits: Keyed): string[] {
  const { clusters, split } = edits;
  const found = Array.from({ length: clusters }, (_, cluster) => {
    const parts = split[cluster] ?? 0;
    return parts > 0
      ? Array.from({ length: parts }, (_, part) => `${cluster}.${part + 1}`)
      : [String(cluster)];
  });
  return [...found.flat(), ...ownKeys(edits)];
}

function ownKeys({ names, merge, moves }: Keyed): string[] {
  const used = [...Object.keys(names), ...merge.flat(), ...moves.map(({ to }) => to)];
  return [...new Set(used.filter(isOwn))].sort((a, b) => Number(a) - Number(b));
}
