import { DisjointSets } from "./disjoint_sets.ts";
import type { Matrix } from "./matrix.ts";

/** A merge of two groups of points into one. */
export interface Merge {
  /** A point of each of the groups. */
  readonly a: number;
  readonly b: number;
  /** Mean distance of the points of one to those of the other. */
  readonly height: number;
}

/**
 * Average linkage (Sokal and Michener 1958) by cosine distance: those two groups are merged first
 * whose points are nearest in the mean. It follows large and small groups alike, where k-means cuts
 * the large ones.
 *
 * Found by chains of nearest neighbours in time and memory that grow with the square of the points.
 *
 * @param points Unit rows `[n, d]`.
 * @param similarities `[n, n]`, their dot products; overwritten.
 * @returns n - 1 merges, lowest first.
 */
export function averageLinkage({ rows }: Matrix, similarities: Float32Array): Merge[] {
  for (let i = 0; i < similarities.length; i++) similarities[i] = 1 - similarities[i];
  return linkage(rows, similarities, (toA, toB, _between, a, b) => (a * toA + b * toB) / (a + b));
}

/**
 * The distance of a group to the union of two others, of its distances to both, theirs, the numbers
 * of points of the two, and its own.
 */
type Update = (
  toA: number,
  toB: number,
  between: number,
  sizeA: number,
  sizeB: number,
  own: number,
) => number;

/**
 * Merges groups of points by chains of nearest neighbours, for distances of which no merge makes two
 * groups nearer than they were.
 *
 * @param distances `[n, n]`; overwritten.
 * @returns n - 1 merges, lowest first.
 */
export function linkage(n: number, distances: Float32Array, update: Update): Merge[] {
  const sizes = new Int32Array(n).fill(1), chain: number[] = [], merges: Merge[] = [];
  let next = 0;
  while (merges.length < n - 1) {
    if (chain.length === 0) {
      while (sizes[next] === 0) next++;
      chain.push(next);
    }
    const a = chain[chain.length - 1], before = chain[chain.length - 2] ?? -1;
    const b = nearest(distances, sizes, a, before);
    if (b !== before) {
      chain.push(b);
      continue;
    }
    chain.length -= 2;
    merges.push({ a, b, height: distances[a * n + b] });
    merge(distances, sizes, a, b, update);
  }
  return merges.sort((x, y) => x.height - y.height);
}

/** The group nearest to one; of several the one before it in the chain, so that chains end. */
function nearest(distances: Float32Array, sizes: Int32Array, of: number, before: number): number {
  const n = sizes.length;
  let best = before, lowest = before < 0 ? Infinity : distances[of * n + before];
  for (let i = 0; i < n; i++) {
    if (i === of || sizes[i] === 0 || distances[of * n + i] >= lowest) continue;
    best = i;
    lowest = distances[of * n + i];
  }
  return best;
}

/** Makes one group of two, under the number of the second. */
function merge(
  distances: Float32Array,
  sizes: Int32Array,
  gone: number,
  kept: number,
  update: Update,
): void {
  const n = sizes.length, a = sizes[gone], b = sizes[kept], between = distances[gone * n + kept];
  for (let i = 0; i < n; i++) {
    if (sizes[i] === 0 || i === gone || i === kept) continue;
    const toUnion = update(
      distances[gone * n + i],
      distances[kept * n + i],
      between,
      a,
      b,
      sizes[i],
    );
    distances[kept * n + i] = distances[i * n + kept] = toUnion;
  }
  sizes[kept] = a + b;
  sizes[gone] = 0;
}

/**
 * The groups that are left after all merges but the last.
 *
 * @param merges Of {@link averageLinkage}.
 * @returns Group of each point, from 0, in the order of their first points.
 */
export function cutMerges(merges: readonly Merge[], groups: number): Int32Array {
  const n = merges.length + 1, sets = new DisjointSets(n), groupOf = new Int32Array(n);
  for (const { a, b } of merges.slice(0, n - groups)) sets.join(a, b);
  sets.groups().forEach((members, group) => members.forEach((i) => groupOf[i] = group));
  return groupOf;
}
