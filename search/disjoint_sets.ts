/**
 * Groups that grow together as pairs of members are joined (Tarjan 1975, with path halving).
 *
 * ```ts
 * import { DisjointSets } from "./disjoint_sets.ts";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const sets = new DisjointSets(4);
 * sets.join(0, 2);
 * deepStrictEqual(sets.groups(), [[0, 2], [1], [3]]);
 * ```
 */
export class DisjointSets {
  readonly #parents: Int32Array;

  /** @param size Members, each alone at first. */
  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, i) => i);
  }

  /** Makes one group of those of `a` and `b`. */
  join(a: number, b: number): void {
    const first = this.#rootOf(a), second = this.#rootOf(b);
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }

  /** Members of each group, ascending, in the order of their first. */
  groups(): number[][] {
    const groups = Map.groupBy(this.#parents.keys(), (i) => this.#rootOf(i));
    return [...groups.values()];
  }

  #rootOf(i: number): number {
    const parents = this.#parents;
    while (parents[i] !== i) i = parents[i] = parents[parents[i]];
    return i;
  }
}
