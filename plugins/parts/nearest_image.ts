import { tf } from "../../backends/tf.ts";
import { constant } from "../../nn/initialisers.ts";
import { oneHot } from "../../nn/losses/one_hot.ts";
import type { Scope } from "../../nn/scope.ts";
import type { Matrix } from "../../search/matrix.ts";

/** Where the images are kept between the buffers. */
const NAME = "images";

/**
 * Clusters of images by the nearest one of the split that was clustered, by cosine: for a method that
 * gives each image of the split a cluster, and says nothing of others. Features `[N, d]` and clusters
 * `[N]` are kept with the network.
 */
export function nearestImage(samples: number, clusters: number): {
  /** What a compute stage leaves. @param points Features of unit length `[N, d]`. */
  buffers(points: Matrix, clusterOf: ArrayLike<number>): Record<string, Float32Array>;
  /**
   * `[n, d]`, of unit length, to `[1, n, C]`, 1 for the nearest image's cluster; the first cluster
   * before images are kept.
   */
  probabilities(scope: Scope, features: tf.Tensor2D): tf.Tensor3D;
} {
  return {
    buffers: (points, clusterOf) => ({
      [`${NAME}/features`]: Float32Array.from(points.data),
      [`${NAME}/clusters`]: Float32Array.from(clusterOf),
    }),
    probabilities(scope, features) {
      const part = scope.child(NAME);
      const known = part.buffer<tf.Rank.R2>("features", [samples, features.shape[1]], constant(0));
      const clusterOf = part.buffer<tf.Rank.R1>("clusters", [samples], constant(0));
      const nearest = tf.argMax(tf.matMul(features, known, false, true), 1) as tf.Tensor1D;
      const found = tf.cast(tf.gather(clusterOf, tf.cast(nearest, "int32")), "int32");
      return tf.expandDims<tf.Tensor3D>(oneHot(found, clusters), 0);
    },
  };
}
