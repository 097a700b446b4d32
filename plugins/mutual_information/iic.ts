import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count, nonNegative } from "../../core/numbers.ts";
import { clusterNet } from "../../nn/cluster_net.ts";
import { normal } from "../../nn/initialisers.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { iicLoss } from "../../nn/losses/iic_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import { backboneSchema } from "../../nn/resnet.ts";
import type { Scope } from "../../nn/scope.ts";
import { sobel } from "../../nn/sobel.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { edgesField, encoder, headFields } from "../parts/encoder.ts";
import { linearHeads } from "../parts/linear_heads.ts";
import { type Images, passJointly } from "../parts/pass_jointly.ts";
import { repeatedViews } from "../parts/repeated_views.ts";
import { adam, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, EpochPass, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./iic.json" with { type: "json" };

/** The authors' network for MNIST, as a recipe names it. */
const CLUSTER_NET = "clusternet6c";

/**
 * Invariant Information Clustering: over-clustering sub-heads and the main ones in turns, of an image
 * and perturbed copies of it. The defaults are those of the authors' code for CIFAR-10.
 */
const iic = defineStrategy({
  name: "iic",
  about: "maximise the mutual information of the clusters of two views",
  apiVersion: 1,
  source: "Ji, Henriques, Vedaldi, ICCV 2019, Eq. 1-4",
  ranks: "any",
  options: {
    /** A residual network, or the authors' ClusterNet6c for MNIST. */
    backbone: v.optional(v.union([v.literal(CLUSTER_NET), backboneSchema]), "resnet34"),
    ...edgesField("rec601"),
    ...headFields(5),
    /** Clusters of an over-clustering sub-head. */
    overclusters: v.optional(count, 70),
    /** How often the over-clustering heads, and the main ones, go over the images in an epoch. */
    overTimes: v.optional(count, 1),
    mainTimes: v.optional(count, 2),
    /** Which of them come first in an epoch. */
    first: v.optional(v.picklist(["over", "main"]), "over"),
    /** Perturbed copies of an image against one reference: as many pairs an image. */
    copies: v.optional(count, 3),
    /** lambda: how much the marginals count; 1 is plain mutual information. */
    marginalWeight: v.optional(nonNegative, 1),
    /** Whether batch norm uses the statistics of each batch in prediction as well. */
    batchStatistics: v.optional(v.boolean(), true),
    ...trainingFields({
      epochs: 2000,
      // 660 pairs of three copies each.
      batchSize: 220,
      // The authors do not shuffle: their recipes say so. A folder's files lie class by class.
      batching: "drop",
      optimiser: adam(1e-4, 0),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters }, options) {
    const { backbone, edges, subHeads, marginalWeight, copies, batchStatistics } = options;
    const residual = backbone === CLUSTER_NET ? undefined : encoder({ backbone, edges });
    const initialiser = normal(0.01);
    const heads = { iic: clusters, "iic-over": options.overclusters };

    const features = (scope: Scope, x: Images) =>
      trunk(batchStatistics ? scope.untracked() : scope, x);
    const trunk = (scope: Scope, images: Images) =>
      residual?.h(scope, images) ??
        passJointly(scope, images, (x) =>
          clusterNet(scope.child("backbone"), edges === "none" ? x : sobel(x, edges)));
    const logits = (scope: Scope, h: tf.Tensor2D, head: keyof typeof heads) =>
      linearHeads(scope.child(head), h, { heads: subHeads, clusters: heads[head], initialiser });

    /** The references pass alone, their copies together; each reference counts once a copy. */
    function lossOf(head: keyof typeof heads) {
      return (scope: Scope, { views: [reference, ...perturbed] }: Batch): StageLoss => {
        const u = logits(scope, features(scope, reference), head), q = tf.softmax(u);
        const others = logits(scope, features(scope, perturbed), head);
        const repeated = copies === 1 ? q : tf.concat(Array.from({ length: copies }, () => q), 1);
        const cluster = iicLoss(repeated, tf.softmax(others), marginalWeight);
        return {
          loss: tf.mean(cluster),
          terms: { cluster, entropy: marginalEntropy(q), ...clusterDiagnostics(u) },
        };
      };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const h = features(scope, x);
      return { features: unitRows(h), probabilities: tf.softmax(logits(scope, h, "iic")) };
    }

    const views = repeatedViews("weak", "simclr", copies);
    const over = (name: string, images: EpochPass["images"]): EpochPass => ({
      ...{ name, images, views, times: options.overTimes, after: options.first === "main" },
      loss: lossOf("iic-over"),
    });
    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: views.map((augment) => ({ from: "self", augment })),
        ...trainingOf(options),
        times: options.mainTimes,
        passes: [over("auxiliary", "auxiliary"), over("overclustering", "own")],
        loss: lossOf("iic"),
      }],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [iic], recipes };
