import * as v from "valibot";
import type { tf } from "../../backends/tf.ts";
import { count, nonNegative, positive, whole } from "../../core/numbers.ts";
import { linear } from "../../nn/layers.ts";
import { batchTriplets } from "../../nn/losses/batch_triplets.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { backboneField, encoder } from "../parts/encoder.ts";
import { mergingClusters } from "../parts/merging_clusters.ts";
import { nearestImage } from "../parts/nearest_image.ts";
import { sgd, trainingFields, trainingOf } from "../parts/training.ts";
import type { ComputeStage } from "../strategy.ts";
import recipes from "./jule.json" with { type: "json" };

/** Share of clusters that may be merged in a round: some, and not all. */
const mergedShare = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));

/**
 * Joint unsupervised learning: clusters that begin as groups of nearest images and are merged in a
 * graph of features, in turn with training the features on the present clusters.
 */
const jule = defineStrategy({
  name: "jule",
  about: "merge clusters in a graph of features, in turn with learning the features from them",
  apiVersion: 1,
  source: "Yang, Parikh, Batra, CVPR 2016, Eq. 1-13",
  ranks: "any",
  options: {
    ...backboneField("resnet18"),
    /** Width of the features. */
    featureSize: v.optional(count, 160),
    /** K_s: neighbours of an image in the graph. */
    neighbours: v.optional(count, 20),
    /** K_c: clusters that a cluster's nearest one is compared with. */
    candidates: v.optional(whole(2, 1000), 5),
    /** Of how many clusters at most those of the largest affinity are merged, nothing compared. */
    largestBelow: v.optional(count, 100),
    /** eta: share of the clusters that are merged in a round. */
    mergedShare: v.optional(mergedShare, 0.9),
    /** Of the triplets: how far others must be. */
    margin: v.optional(nonNegative, 0.2),
    /** Weight of the distance of two images of a cluster. */
    gamma: v.optional(positive, 1),
    /** `epochs` are those of a round, between two merges. */
    ...trainingFields({
      epochs: 20,
      batchSize: 100,
      batching: "drop",
      optimiser: sgd(0.01, 5e-5),
      schedule: { kind: "inverse-decay", gamma: 1e-4, power: 0.75 },
    }),
  },
  create({ clusters, samples }, options) {
    const network = encoder(options);
    const { featureSize, mergedShare: share, epochs } = options;
    const merging = mergingClusters({
      ...options,
      ...{ samples, clusters, share, every: { epochs } },
    });
    const images = nearestImage(samples, clusters);
    // Groups of nearest images hold two at least.
    const most = Math.max(2, samples / 2 / clusters);
    const rounds = Math.ceil(Math.log(most) / -Math.log(1 - share)) + 1;

    /** `[n, featureSize]`, of unit length. */
    const features = (scope: Scope, x: tf.Tensor4D): tf.Tensor2D =>
      unitRows(linear(scope.child("jule"), network.h(scope, x), featureSize));

    const keep: ComputeStage = {
      name: "keep clusters",
      kind: "compute",
      async compute(context) {
        const clusterOf = await context.buffer("merging/clusters");
        return { buffers: images.buffers(await context.features(), clusterOf) };
      },
    };

    return {
      stages: [
        merging.start,
        {
          name: "features",
          kind: "train",
          views: [{ from: "self", augment: "none" }],
          ...trainingOf({ ...options, epochs: rounds * epochs }),
          renewal: merging.renewal,
          loss(scope, { views: [x], indices }) {
            const z = features(scope, x);
            const { loss, pairs } = batchTriplets(z, merging.of(scope, indices), options);
            return { loss, terms: { pairs } };
          },
        },
        merging.finish,
        keep,
      ],
      predict(scope, x) {
        const z = features(scope, x);
        return { features: z, probabilities: images.probabilities(scope, z) };
      },
    };
  },
});

export default { strategies: [jule], recipes };
