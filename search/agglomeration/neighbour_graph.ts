/** A directed graph of each image's nearest others, weighted by `exp(-d^2 / sigma^2)`. */
export interface NeighbourGraph {
  readonly images: number;
  /** Neighbours an image. */
  readonly k: number;
  /** `[images, k]`, nearest first, an image itself left out. */
  readonly indices: Int32Array;
  /** `[images, k]`. */
  readonly weights: Float64Array;
  /** The mean of all squared distances in the graph. */
  readonly variance: number;
}

/**
 * The graph that JULE merges clusters in (Yang et al., CVPR 2016, Eq. 1).
 *
 * @param indices Nearest images of each `[images, k]`, itself left out, nearest first.
 * @param squares Squared distances to them `[images, k]`. Of unit rows they are `2 - 2 cos`.
 */
export function neighbourGraph(
  k: number,
  indices: Int32Array,
  squares: Float64Array,
): NeighbourGraph {
  const variance = squares.reduce((a, b) => a + b, 0) / squares.length;
  // Where all are equal, all weigh the same.
  const weights = squares.map((square) => Math.exp(-square / Math.max(variance, 1e-300)));
  return { images: indices.length / k, k, indices, weights, variance };
}
