import type { Edits } from "./edits.ts";
import { keysOf } from "./keys.ts";

/** The word for every cluster. */
export const ALL = "all";

/**
 * Takes some clusters as they were found: without a name, out of their group, not split, and
 * without images that were moved into them. What is left of a group keeps its name.
 *
 * @param keys Clusters, or parts of split ones, which lose name and group only; or "all".
 * @returns Nothing if a key is neither.
 */
export function undo(edits: Edits, keys: readonly string[]): Edits | undefined {
  if (keys.includes(ALL)) return { ...edits, names: {}, merge: [], split: {}, moves: [] };
  const known = keysOf(edits);
  const gone = new Set<string>();
  for (const key of keys) {
    const own = known.filter((one) => one === key || one.startsWith(`${key}.`));
    if (own.length === 0) return undefined;
    for (const one of own) gone.add(one);
  }
  const names: Record<string, string> = { ...edits.names };
  const merge: string[][] = [];
  for (const group of edits.merge) {
    const left = group.filter((key) => !gone.has(key));
    const named = group.find((key) => names[key] !== undefined);
    if (named !== undefined && gone.has(named) && left.length > 0) names[left[0]] = names[named];
    if (left.length > 1) merge.push(left);
  }
  for (const key of gone) delete names[key];
  const split = Object.fromEntries(
    Object.entries(edits.split).filter(([cluster]) => !keys.includes(cluster)),
  );
  const moves = edits.moves.filter(({ to }) => !gone.has(to) && !keys.includes(to));
  return { ...edits, names, merge, split, moves };
}
