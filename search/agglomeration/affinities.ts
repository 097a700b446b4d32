import type { NeighbourGraph } from "./neighbour_graph.ts";

/**
 * What ties clusters to one another in a graph, before division by their sizes: `A[a][b]` is the sum
 * over the members m of b of (weight from a into m) times (weight from m into a) (JULE, Eq. 2).
 *
 * @param clusterOf The cluster of each image.
 * @returns `[n, n]`, 0 on the diagonal.
 */
export function directedAffinities(
  graph: NeighbourGraph,
  clusterOf: ArrayLike<number>,
  n: number,
): Float64Array {
  const { images, k, indices, weights } = graph;
  // Of each image: the weights of arrows that come in from a cluster, and of those that lead to it.
  const into = Array.from({ length: images }, () => new Map<number, number>());
  const outOf = Array.from({ length: images }, () => new Map<number, number>());
  const add = (map: Map<number, number>, cluster: number, weight: number) =>
    void map.set(cluster, (map.get(cluster) ?? 0) + weight);
  for (let i = 0; i < images; i++) {
    for (let at = i * k; at < (i + 1) * k; at++) {
      add(into[indices[at]], clusterOf[i], weights[at]);
      add(outOf[i], clusterOf[indices[at]], weights[at]);
    }
  }
  const affinities = new Float64Array(n * n);
  for (let m = 0; m < images; m++) {
    for (const [a, weight] of into[m]) {
      const back = outOf[m].get(a);
      if (back && a !== clusterOf[m]) affinities[a * n + clusterOf[m]] += weight * back;
    }
  }
  return affinities;
}

/** The affinity of two clusters: `A[a][b] / |a|^2 + A[b][a] / |b|^2`, 0 on the diagonal. */
export function symmetricAffinities(
  directed: Float64Array,
  sizes: readonly number[],
): Float64Array {
  const n = sizes.length, symmetric = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      if (a === b) continue;
      symmetric[a * n + b] = directed[a * n + b] / sizes[a] ** 2 +
        directed[b * n + a] / sizes[b] ** 2;
    }
  }
  return symmetric;
}
