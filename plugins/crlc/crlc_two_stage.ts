import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { CrlcError } from "../../core/errors.ts";
import { count, nonNegative } from "../../core/numbers.ts";
import { clusterLoss } from "../../nn/losses/cluster_loss.ts";
import { ntXent } from "../../nn/losses/nt_xent.ts";
import { clusterLossFields } from "../../nn/losses/options.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { candidatesOf, clusterDiagnostics, informationDiagnostics } from "../parts/diagnostics.ts";
import { encoder, headFields, networkOrFeatures, partOf } from "../parts/encoder.ts";
import { neighbourSearch } from "../parts/neighbour_search.ts";
import { pretraining, pretrainingFields } from "../parts/pretraining.ts";
import { adam, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./crlc_two_stage.json" with { type: "json" };

/**
 * Two-stage CRLC (section 5.2): features by L_FC, the neighbours of each image by their cosine,
 * then L_cluster with an image and one of its neighbours as the positive pair (docs/method.md 5.3).
 */
const crlcTwoStage = defineStrategy({
  name: "crlc-two-stage",
  about: "learn features, find neighbours, then cluster pairs of neighbours",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, section 5.2",
  ranks: "any",
  options: {
    ...networkOrFeatures("resnet18"),
    ...headFields(10),
    /** The first stage's. */
    pretrain: v.optional(v.strictObject(pretrainingFields), {}),
    /** Neighbours an image's partner is drawn from. */
    neighbours: v.optional(count, 50),
    /** Whether the second stage trains the clustering heads alone. */
    freezeBackbone: v.optional(v.boolean(), false),
    ...clusterLossFields,
    /** How the losses of the sub-heads become one; the paper does not say it of its rate of 5.0. */
    headLoss: v.optional(v.picklist(["mean", "sum"]), "mean"),
    /**
     * Weight of L_FC of the pairs of neighbours in the second stage, which then trains both heads: the
     * paper found it worse. None if absent.
     */
    lambda2: v.optional(nonNegative),
    /** The second stage's. */
    ...trainingFields({
      epochs: 200,
      batchSize: 128,
      batching: "drop",
      optimiser: adam(1e-4, 1e-4),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters }, options) {
    const network = encoder(options);
    const shape = { heads: options.subHeads, clusters };
    const { freezeBackbone, lambda2 = 0, negatives, pretrain: { temperature } } = options;
    const bothHeads = lambda2 > 0;
    if (bothHeads && network.given) throw noHead();

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(freezeBackbone ? scope.frozen() : scope, x);
      return { z: bothHeads ? network.z(scope, h) : h, u: network.u(scope, h, shape) };
    }

    function loss(scope: Scope, { views: [x, neighbour] }: Batch): StageLoss {
      const first = forward(scope, x), second = forward(scope, neighbour);
      const cluster = clusterLoss([first.u, second.u], options);
      const ofClusters: tf.Scalar = options.headLoss === "sum"
        ? tf.sum(cluster.cluster)
        : tf.mean(cluster.cluster);
      const contrast: { featureContrast?: tf.Scalar } = bothHeads
        ? { featureContrast: tf.mean(ntXent(first.z, second.z, { temperature, negatives })) }
        : {};
      const terms = { ...cluster, ...contrast }, { featureContrast } = contrast;
      const M = candidatesOf(first.u.shape[1], negatives);
      return {
        loss: featureContrast ? tf.add(ofClusters, tf.mul(featureContrast, lambda2)) : ofClusters,
        terms: { ...terms, ...clusterDiagnostics(first.u), ...informationDiagnostics(terms, M) },
      };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const h = network.h(scope, x);
      return {
        features: unitRows(network.z(scope, h)),
        probabilities: tf.softmax(network.u(scope, h, shape)),
      };
    }

    return {
      stages: [
        ...network.given ? [] : [pretraining(network, options.pretrain)],
        neighbourSearch(options.neighbours),
        {
          name: "cluster",
          kind: "train",
          views: [{ from: "self", augment: "strong" }, { from: "neighbour", augment: "strong" }],
          ...trainingOf(options),
          trains: partOf(
            "clustering",
            ...freezeBackbone ? [] : ["backbone"],
            ...bothHeads ? ["representation"] : [],
          ),
          loss,
        },
      ],
      selectBy: "cluster",
      predict,
    };
  },
});

/** The error for both heads where features are given, and no representation head is. */
function noHead(): CrlcError {
  return new CrlcError(
    "usage",
    "BAD_OPTION",
    "Cannot train both heads: there must be a backbone to learn features with, and features are given",
    { hint: "leave out lambda2" },
  );
}

export default { strategies: [crlcTwoStage], recipes };
