import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count } from "../../core/numbers.ts";
import { clusterLoss } from "../../nn/losses/cluster_loss.ts";
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
    const { freezeBackbone } = options;

    const logits = (scope: Scope, x: tf.Tensor4D) =>
      network.u(scope, network.h(freezeBackbone ? scope.frozen() : scope, x), shape);

    function loss(scope: Scope, { views: [x, neighbour] }: Batch): StageLoss {
      const u1 = logits(scope, x), u2 = logits(scope, neighbour);
      const terms = clusterLoss([u1, u2], options);
      const M = candidatesOf(u1.shape[1], options.negatives);
      return {
        loss: options.headLoss === "sum" ? tf.sum(terms.cluster) : tf.mean(terms.cluster),
        terms: { ...terms, ...clusterDiagnostics(u1), ...informationDiagnostics(terms, M) },
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
          trains: freezeBackbone ? partOf("clustering") : partOf("backbone", "clustering"),
          loss,
        },
      ],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [crlcTwoStage], recipes };
