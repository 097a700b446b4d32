import type { Group } from "./group.ts";

/** The largest of the values that the ranks of a group have, on each of them. */
export function largestOf(group: Group, own: number): number {
  const all = new Float64Array(group.size);
  group.gather(Float64Array.of(own), all);
  return Math.max(...all);
}
