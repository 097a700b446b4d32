import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { natural } from "../../core/numbers.ts";
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
import { neighbourVotes } from "../parts/neighbour_votes.ts";
import { neighbourSearch } from "../parts/neighbour_search.ts";
import { adam } from "../parts/training.ts";
import { unevenGroups } from "../parts/uneven_groups.ts";
import type { Batch, Prediction, Stage, StageLoss } from "../strategy.ts";
import recipes from "./crlc_features.json" with { type: "json" };

/** Epochs of learning what the neighbours vote, to those of the clusters. */
const LEARNING_VOTES = 0.25;

/**
 * The second stage of CRLC (Table 2) on features that are there: the clustering head alone, a
 * neighbour of an image being its other view. On pixels it is a head on unit vectors of pixels.
 */
const crlcFeatures = defineStrategy({
  name: "crlc-features",
  about: "CRLC's clustering head on given features, a neighbour being the other view",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, section 5.2, second stage",
  ranks: "any",
  onFeatures: true,
  options: {
    ...headFields(10),
    ...featureNeighbours,
    /** "auto": groups of very uneven sizes are looked for, and learned; "even": clusters of like size. */
    sizes: v.optional(v.picklist(["auto", "even"]), "auto"),
    /** Nearest images that vote on the cluster of each at the end; half of `neighbours` if absent. */
    voters: v.optional(natural),
    ...clusterLossFields,
    ...featureTrainingFields(adam(3e-3, 1e-4)),
  },
  create({ clusters, samples }, options) {
    const shape = { heads: options.subHeads, clusters };

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = scope.everyRank(unitFeatures(x));
      const u = linearHeads(scope.child("clustering"), tf.mul(h, options.scale), shape);
      return { h, u };
    }

    const uneven = options.sizes === "auto" ? unevenGroups(clusters, samples) : undefined;

    const neighbours = options.neighbours ?? neighboursFor(samples, clusters);
    const votes = neighbourVotes({
      ...{ heads: options.subHeads, clusters, samples, selectBy: "cluster" },
      voters: Math.min(options.voters ?? Math.ceil(neighbours / 2), samples - 1),
      // A group of a few images would be outvoted.
      unless: uneven && "sizes/uneven",
    });
    const training = featureTrainingOf(options, samples);

    function loss(scope: Scope, { views: [x1, x2], indices }: Batch): StageLoss {
      const u1 = forward(scope, x1).u, u2 = forward(scope, x2).u;
      const terms = clusterLoss([u1, u2], options);
      const M = candidatesOf(u1.shape[1], options.negatives);
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

    const agreement: Stage = {
      name: "agreement",
      kind: "train",
      views: [{ from: "self", augment: "none" }],
      ...training,
      epochs: Math.ceil(training.epochs * LEARNING_VOTES),
      loss(scope, { views: [x], indices }) {
        const { u } = forward(scope, x), learned = votes.learn(scope, u, indices);
        return { ...learned, terms: { ...learned.terms, ...clusterDiagnostics(u) } };
      },
    };

    return {
      stages: [
        ...uneven ? [uneven.stage] : [],
        neighbourSearch(neighbours),
        {
          name: "cluster",
          kind: "train",
          views: [{ from: "self", augment: "none" }, { from: "neighbour", augment: "none" }],
          ...training,
          loss,
        },
        ...options.voters === 0 ? [] : [votes.stage, agreement],
      ],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [crlcFeatures], recipes };
