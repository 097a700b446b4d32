import { directedAffinities } from "./affinities.ts";
import type { NeighbourGraph } from "./neighbour_graph.ts";

/** How {@link agglomerate} chooses and joins clusters. */
export interface AgglomerationOptions {
  /** Merges to make; fewer where one cluster is left. */
  readonly merges: number;
  /**
   * `largest`: the two clusters of the largest affinity. `contrast`: the cluster and its nearest other
   * that maximise their affinity and how far it lies above those of the next ones (JULE, Eq. 8).
   */
  readonly criterion: "largest" | "contrast";
  /** K_c: clusters that a cluster's nearest one is compared with, that one counted. */
  readonly candidates?: number;
  /** Whether rows of affinities are added up, as JULE's code does, which drops cross terms. */
  readonly fast?: boolean;
  readonly onProgress?: (done: number) => void;
}

/** One merge: b joins a, a < b, and the clusters after b move up by one. */
export interface Merge {
  readonly a: number;
  readonly b: number;
  /** Of the criterion. */
  readonly value: number;
}

/** Criteria that differ by less are a tie, which the first cluster wins. */
const TIE = 1e-15;

/**
 * Merges clusters one pair after another by their affinities in a graph (Yang et al., CVPR 2016).
 * After a merge only the clusters whose nearest ones it has changed are looked at anew.
 *
 * @param groups The clusters to begin with; each image is in one.
 * @returns The clusters, images ascending, and the merges in their order.
 */
export function agglomerate(
  graph: NeighbourGraph,
  groups: readonly (readonly number[])[],
  options: AgglomerationOptions,
): { clusters: number[][]; merges: Merge[] } {
  const table = new AffinityTable(graph, groups, options);
  const merges: Merge[] = [];
  while (merges.length < options.merges && table.alive.length > 1) {
    const { first, second, value } = table.best();
    const a = Math.min(first, second), b = Math.max(first, second);
    merges.push({ a: table.alive.indexOf(a), b: table.alive.indexOf(b), value });
    table.merge(a, b);
    options.onProgress?.(merges.length);
  }
  return {
    clusters: table.alive.map((id) => table.members[id].toSorted((x, y) => x - y)),
    merges,
  };
}

/** A cluster's nearest others, nearest first, and what the criterion makes of them. */
interface Nearest {
  readonly ids: number[];
  readonly value: number;
}

/** Clusters keep their numbers; those that have joined another are no longer alive. */
class AffinityTable {
  readonly alive: number[];
  readonly members: number[][];
  readonly #n: number;
  readonly #directed: Float64Array;
  readonly #nearest: Nearest[];
  readonly #width: number;

  constructor(
    readonly graph: NeighbourGraph,
    groups: readonly (readonly number[])[],
    readonly options: AgglomerationOptions,
  ) {
    this.#n = groups.length;
    this.members = groups.map((group) => [...group]);
    this.alive = groups.map((_, id) => id);
    this.#directed = directedAffinities(graph, this.#clusterOf(), this.#n);
    this.#width = options.criterion === "contrast" ? Math.max(1, options.candidates ?? 5) : 1;
    this.#nearest = this.alive.map((id) => this.#look(id));
  }

  /** The pair to merge. */
  best(): { first: number; second: number; value: number } {
    let best: { first: number; second: number; value: number } | undefined;
    for (const first of this.alive) {
      const { ids: [second], value } = this.#nearest[first];
      if (!best || value > best.value + TIE) best = { first, second, value };
    }
    return best!;
  }

  merge(a: number, b: number): void {
    const n = this.#n, A = this.#directed;
    this.members[a].push(...this.members[b]);
    this.alive.splice(this.alive.indexOf(b), 1);
    for (const other of this.alive) {
      A[other * n + a] += A[other * n + b];
      if (this.options.fast) A[a * n + other] += A[b * n + other];
    }
    if (!this.options.fast) this.#countRow(a);
    A[a * n + a] = 0;
    for (const id of this.alive) {
      const { ids } = this.#nearest[id], last = ids[ids.length - 1];
      const touched = id === a || ids.includes(a) || ids.includes(b) ||
        ids.length < this.#width || this.#precedes(id, a, last);
      if (touched) this.#nearest[id] = this.#look(id);
    }
  }

  #clusterOf(): Int32Array {
    const clusterOf = new Int32Array(this.graph.images);
    for (const id of this.alive) for (const image of this.members[id]) clusterOf[image] = id;
    return clusterOf;
  }

  #affinity(a: number, b: number): number {
    const n = this.#n, A = this.#directed;
    return A[a * n + b] / this.members[a].length ** 2 + A[b * n + a] / this.members[b].length ** 2;
  }

  /** Whether a cluster is nearer to one than another is; ties go to the lower number. */
  #precedes(of: number, one: number, other: number): boolean {
    const x = this.#affinity(of, one), y = this.#affinity(of, other);
    return x > y || x === y && one < other;
  }

  #look(id: number): Nearest {
    const ids: number[] = [], width = this.#width;
    for (const other of this.alive) {
      if (other === id) continue;
      let place = ids.length;
      while (place > 0 && this.#precedes(id, other, ids[place - 1])) place--;
      if (place >= width) continue;
      ids.splice(place, 0, other);
      if (ids.length > width) ids.pop();
    }
    if (ids.length === 0) return { ids, value: -Infinity };
    const [first, ...next] = ids.map((other) => this.#affinity(id, other));
    const above = next.reduce((sum, affinity) => sum + first - affinity, 0);
    return { ids, value: next.length === 0 ? first : first + above / (width - 1) };
  }

  /** Counts the affinities of a cluster to all others anew, cross terms and all. */
  #countRow(a: number): void {
    const { images, k, indices, weights } = this.graph, n = this.#n, A = this.#directed;
    const clusterOf = this.#clusterOf();
    const into = new Float64Array(images), outOf = new Float64Array(images);
    for (let i = 0; i < images; i++) {
      for (let at = i * k; at < (i + 1) * k; at++) {
        if (clusterOf[i] === a) into[indices[at]] += weights[at];
        if (clusterOf[indices[at]] === a) outOf[i] += weights[at];
      }
    }
    for (const other of this.alive) A[a * n + other] = 0;
    for (let m = 0; m < images; m++) A[a * n + clusterOf[m]] += into[m] * outOf[m];
  }
}
