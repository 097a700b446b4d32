import type { View } from "./view.ts";

/**
 * Pictures most like one: its neighbours, then theirs, by the product of the cosines on the way.
 *
 * @param most Pictures, at most.
 */
export function similarTo({ ids, cosines, k }: View, i: number, most: number): number[] {
  const nearness = new Map<number, number>([[i, 1]]);
  const done = new Set<number>(), found: number[] = [];
  while (found.length <= most) {
    let next = -1, best = 0;
    for (const [j, near] of nearness) if (!done.has(j) && near > best) [next, best] = [j, near];
    if (next < 0) break;
    done.add(next);
    found.push(next);
    for (let place = next * k; place < (next + 1) * k; place++) {
      const near = best * Math.max(0, cosines[place] / 1e4);
      if (near > (nearness.get(ids[place]) ?? 0)) nearness.set(ids[place], near);
    }
  }
  return found.slice(1, most + 1);
}
