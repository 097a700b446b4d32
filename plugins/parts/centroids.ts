import { tf } from "../../backends/tf.ts";
import { constant } from "../../nn/initialisers.ts";
import type { Scope } from "../../nn/scope.ts";
import { kMeans } from "../../search/kmeans.ts";
import type { ComputeStage } from "../strategy.ts";

/**
 * k-means as a part of a strategy: a compute stage that finds the centroids, and the clusters of
 * features by them.
 *
 * The probabilities are those of Gaussians around the centroids, of one common variance: the most
 * probable cluster is that of the nearest centroid.
 */
export function centroids(clusters: number, starts: number): {
  stage: ComputeStage;
  /** `[n, d]` to `[1, n, C]`; uniform before the centroids are found. */
  probabilities(scope: Scope, features: tf.Tensor2D): tf.Tensor3D;
  /** The centroids `[C, width]`; zeros before they are found. */
  centres(scope: Scope, width: number): tf.Tensor2D;
} {
  const stage: ComputeStage = {
    name: "k-means",
    kind: "compute",
    async compute({ seed, features, multiply, progress }) {
      const points = await features();
      const { centroids, inertia } = await kMeans(points, clusters, {
        seed,
        starts,
        multiply,
        onProgress: (done) => progress("k-means", done, starts),
      });
      const variance = Math.max(inertia / points.data.length, 1e-12);
      return {
        buffers: {
          "k-means/centres": Float32Array.from(centroids.data),
          "k-means/variance": Float32Array.of(variance),
        },
        terms: { inertia },
      };
    },
  };
  function found(scope: Scope, width: number) {
    const part = scope.child("k-means");
    return {
      c: part.buffer<tf.Rank.R2>("centres", [clusters, width], constant(0)),
      variance: part.buffer<tf.Rank.R1>("variance", [1], constant(1)),
    };
  }
  function probabilities(scope: Scope, features: tf.Tensor2D): tf.Tensor3D {
    const { c, variance } = found(scope, features.shape[1]);
    // log p(c | x) = (x.c - |c|^2 / 2) / variance + const
    const half = tf.mul(tf.sum(tf.square(c), 1), 0.5);
    const scores = tf.div(tf.sub(tf.matMul(features, c, false, true), half), variance);
    return tf.expandDims(tf.softmax(scores), 0);
  }
  return { stage, probabilities, centres: (scope, width) => found(scope, width).c };
}
