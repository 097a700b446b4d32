import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { clusterLoss } from "../../nn/losses/cluster_loss.ts";
import { clusterLossFields } from "../../nn/losses/options.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { candidatesOf, clusterDiagnostics, informationDiagnostics } from "../parts/diagnostics.ts";
import { headFields } from "../parts/encoder.ts";
import {
  featureNeighbours,
  featureTrainingFields,
  featureTrainingOf,
  neighboursFor,
  unitFeatures,
} from "../parts/feature_training.ts";
import { linearHeads } from "../parts/linear_heads.ts";
import { neighbourSearch } from "../parts/neighbour_search.ts";
import { adam } from "../parts/training.ts";
import { unevenGroups } from "../parts/uneven_groups.ts";
import type { Batch, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./crlc_features.json" with { type: "json" };

/**
 * The second stage of CRLC (Table 2) on features that are there: the clustering head alone, a
 * neighbour of an image being its other view. On pixels it is a head on unit vectors of pixels.
 */
const crlcFeatures = defineStrategy({
  name: "crlc-features",
  about: "CRLC's clustering head on given features, a neighbour being the other view",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, section 5.2, second stage",
  onFeatures: true,
  options: {
    ...headFields(10),
    ...featureNeighbours,
    /** "auto": groups of very uneven sizes are looked for, and learned; "even": clusters of like size. */
    sizes: v.optional(v.picklist(["auto", "even"]), "auto"),
    ...clusterLossFields,
    ...featureTrainingFields(adam(3e-3, 1e-4)),
  },
  create({ clusters, samples }, options) {
    const shape = { heads: options.subHeads, clusters };

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = unitFeatures(x);
      const u = linearHeads(scope.child("clustering"), tf.mul(h, options.scale), shape);
      return { h, u };
    }

    const uneven = options.sizes === "auto" ? unevenGroups(clusters, samples) : undefined;

    function loss(scope: Scope, { views: [x1, x2], indices }: Batch): StageLoss {
      const u1 = forward(scope, x1).u, u2 = forward(scope, x2).u;
      const terms = clusterLoss([u1, u2], options);
      const M = candidatesOf(x1.shape[0], options.negatives);
      const cluster = uneven?.guided(scope, terms.cluster, u1, indices) ?? terms.cluster;
      return {
        // Each head has weights of its own: their losses do not meet.
        loss: tf.sum(cluster),
        terms: {
          ...terms,
          cluster,
          ...clusterDiagnostics(u1),
          ...informationDiagnostics(terms, M),
        },
      };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const { h, u } = forward(scope, x);
      return { features: h, probabilities: tf.softmax(u) };
    }

    return {
      stages: [
        ...uneven ? [uneven.stage] : [],
        neighbourSearch(options.neighbours ?? neighboursFor(samples, clusters)),
        {
          name: "cluster",
          kind: "train",
          views: [{ from: "self", augment: "none" }, { from: "neighbour", augment: "none" }],
          ...featureTrainingOf(options, samples),
          loss,
        },
      ],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [crlcFeatures], recipes };
