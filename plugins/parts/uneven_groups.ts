import { tf } from "../../backends/tf.ts";
import { constant } from "../../nn/initialisers.ts";
import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import type { Scope } from "../../nn/scope.ts";
import { averageLinkage, cutMerges } from "../../search/average_linkage.ts";
import { kMeans } from "../../search/kmeans.ts";
import { silhouette } from "../../search/silhouette.ts";
import type { ComputeResult, ComputeStage } from "../strategy.ts";

/** Of more images not all pairs are compared; clusters of like size are then taken for granted. */
const MOST_IMAGES = 5000;
const STARTS = 5;

/**
 * Looks whether the groups of a folder are of very uneven sizes, and if so, has heads learn them.
 *
 * Losses with an entropy term, like k-means, cut a large group rather than keep it beside small
 * ones. Average linkage does not, but tears off strays where groups are alike in size. Of the two,
 * that is believed whose groups have the higher silhouette: no label is seen.
 */
export function unevenGroups(clusters: number, samples: number) {
  const stage: ComputeStage = {
    name: "sizes",
    kind: "compute",
    async compute({ seed, features, multiply, progress }): Promise<ComputeResult> {
      if (samples > MOST_IMAGES) return { terms: { unevenGroups: 0 } };
      progress("comparing sizes", 0, 1);
      const points = await features();
      const { assignments } = await kMeans(points, clusters, { seed, starts: STARTS, multiply });
      const pairs = Float32Array.from(await multiply(points, points));
      const groups = cutMerges(averageLinkage(points, pairs), clusters);
      const even = silhouette(points, assignments), linked = silhouette(points, groups);
      const isUneven = linked > even ? 1 : 0;
      const sizes = new Float64Array(clusters);
      groups.forEach((group) => sizes[group]++);
      return {
        buffers: {
          "sizes/uneven": Float32Array.of(isUneven),
          "sizes/groups": Float32Array.from(groups),
        },
        terms: {
          unevenGroups: isUneven,
          silhouetteOfKMeans: even,
          silhouetteOfLinkage: linked,
          largestShare: Math.max(...sizes) / samples,
        },
      };
    },
  };

  /**
   * The loss of every sub-head `[S]`: its own, or, where groups are uneven, the cross-entropy with
   * the group of each image.
   *
   * @param logits `[S, B, C]`
   * @param indices Of the images `[B]`.
   */
  function guided(scope: Scope, own: tf.Tensor, logits: tf.Tensor, indices: tf.Tensor1D) {
    const sizes = scope.child("sizes");
    const uneven = sizes.buffer<tf.Rank.R1>("uneven", [1], constant(0));
    const groups = sizes.buffer<tf.Rank.R1>("groups", [samples], constant(0));
    const labels = tf.cast(tf.gather(groups, indices), "int32") as tf.Tensor1D;
    const learned = tf.mul(crossEntropy(logits, labels), uneven);
    return tf.add(tf.mul(own, tf.sub(1, uneven)), learned);
  }
  return { stage, guided };
}
