import type { Edits } from "./edits.ts";
import { keysOf } from "./keys.ts";

/** The longest name, in UTF-16 units. */
export const LONGEST = 200;

/** What is wrong with edits as a whole, if anything: what has no fault can be read again. */
export function faultOf(edits: Edits): string | undefined {
  const { clusters, names, merge, split } = edits;
  const known = new Set(keysOf(edits));
  const long = Object.entries(names).find(([, name]) => name.length > LONGEST);
  if (long) {
    return `the name of "${long[0]}" must have ${LONGEST} characters at most, and has ${
      long[1].length
    }`;
  }
  const strange = Object.keys(split)
    .find((cluster) => Number(cluster) >= clusters || String(Number(cluster)) !== cluster);
  if (strange !== undefined) {
    return `cluster "${strange}" of split must be a number below ${clusters}`;
  }
  const used = new Set<string>();
  for (const member of merge.flat()) {
    if (!known.has(member)) return `"${member}" of merge must be a cluster or a part of one`;
    if (used.has(member)) return `"${member}" must be merged once, and is merged twice`;
    used.add(member);
  }
  const named = Object.keys(names).find((name) => !known.has(name));
  if (named !== undefined) return `"${named}" of names must be a cluster or a part of one`;
  return faultOfMoves(edits, known);
}

function faultOfMoves({ moves, split }: Edits, known: ReadonlySet<string>): string | undefined {
  const moved = new Set<string>();
  for (const { image, to } of moves) {
    if (moved.has(image)) return `image "${image}" must be moved once, and is moved twice`;
    moved.add(image);
    // Of a split cluster, the nearest part is meant.
    if (!known.has(to) && !Object.hasOwn(split, to)) {
      return `image "${image}" must be moved to a cluster, a part of one or a group such as "+1", and "${to}" is none`;
    }
  }
  return undefined;
}
