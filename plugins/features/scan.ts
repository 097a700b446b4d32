import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count, nonNegative, share } from "../../core/numbers.ts";
import { constant } from "../../nn/initialisers.ts";
import { oneHot } from "../../nn/losses/one_hot.ts";
import { scanLoss } from "../../nn/losses/scan_loss.ts";
import { selfLabelLoss } from "../../nn/losses/self_label_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { consistencyScores } from "../parts/consistency_scores.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { encoder, headFields, networkOrFeatures, partOf } from "../parts/encoder.ts";
import { linearHeads } from "../parts/linear_heads.ts";
import { neighbourSearch } from "../parts/neighbour_search.ts";
import { pretraining, pretrainingFields } from "../parts/pretraining.ts";
import { adam, trainingFields, trainingOf } from "../parts/training.ts";
import type { ComputeStage, Prediction, TrainStage } from "../strategy.ts";
import recipes from "./scan.json" with { type: "json" };

/** Neighbours by which an epoch is scored. */
const SCORED = 5;

/** How the network learns from what it is sure of. */
const selfLabelFields = {
  /** Images whose most probable cluster has more than this are learned from. */
  threshold: v.optional(share, 0.99),
  /** Whether each cluster in use weighs the same; the authors' ImageNet settings do not have it. */
  balanced: v.optional(v.boolean(), true),
  /** How much of the old weights stays in each step: the average of the ImageNet settings, 0.999. */
  inertia: v.optional(share, 0),
  ...trainingFields({
    epochs: 200,
    batchSize: 1000,
    batching: "drop",
    optimiser: adam(1e-4, 1e-4),
    schedule: { kind: "constant" },
  }),
};

/** Keeps the scores of the heads, or their clustering losses, by which the head is chosen at the end. */
const remember: ComputeStage = {
  name: "remember losses",
  kind: "compute",
  compute: ({ terms: { score, cluster } }) => ({
    buffers: { "scan/losses": Float32Array.from(score ?? cluster) },
  }),
};

/**
 * SCAN: pretext features, clusters of neighbours, then learning from what is sure. The defaults are
 * its own for CIFAR-10.
 */
const scan = defineStrategy({
  name: "scan",
  about:
    "learn features, cluster neighbours with an entropy term, then learn from confident images",
  apiVersion: 1,
  source: "Van Gansbeke et al., ECCV 2020, Eq. 2",
  ranks: "any",
  options: {
    ...networkOrFeatures("resnet18"),
    ...headFields(1),
    /** The pretext task's. */
    pretrain: v.optional(v.strictObject(pretrainingFields), {}),
    /** Neighbours an image's partner is drawn from. */
    neighbours: v.optional(count, 20),
    /** lambda: weight of the entropy. */
    entropyWeight: v.optional(nonNegative, 5),
    /** The augmentation of the clustering. */
    clusterViews: v.optional(v.picklist(["weak", "simclr", "strong"]), "strong"),
    /** Whether the clustering ends with its best epoch by consistency, no label seen, or its last. */
    bestEpoch: v.optional(v.boolean(), true),
    /** Whether only the heads train in the clustering, as on ImageNet. */
    freezeBackbone: v.optional(v.boolean(), false),
    selfLabel: v.optional(v.strictObject(selfLabelFields), {}),
    /** The clustering's. */
    ...trainingFields({
      epochs: 50,
      batchSize: 128,
      batching: "drop",
      optimiser: adam(1e-4, 1e-4),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters }, options) {
    const network = encoder(options);
    const { subHeads: heads, entropyWeight, freezeBackbone, selfLabel } = options;
    const trains = partOf("backbone", "scan");

    function forward(scope: Scope, x: tf.Tensor4D, frozen = false) {
      const h = network.h(frozen ? scope.frozen() : scope, x);
      return { h, u: linearHeads(scope.child("scan"), h, { heads, clusters }) };
    }

    const cluster: TrainStage = {
      name: "cluster",
      kind: "train",
      // As in the authors' code, an image is one of its own neighbours.
      views: [
        { from: "self", augment: options.clusterViews },
        { from: "neighbour-or-self", augment: options.clusterViews },
      ],
      ...trainingOf(options),
      trains: freezeBackbone ? partOf("scan") : trains,
      scored: true,
      ...options.bestEpoch && {
        scoreEpoch: (context) => consistencyScores(context, SCORED),
        scoreNeighbours: SCORED,
      },
      loss(scope, { views: [x, neighbour] }) {
        const { u } = forward(scope, x, freezeBackbone);
        const q = tf.softmax(u), partners = tf.softmax(forward(scope, neighbour, freezeBackbone).u);
        const terms = scanLoss(q, partners, entropyWeight);
        // The sum over the heads, not their mean.
        const loss: tf.Scalar = tf.sum(terms.cluster);
        return { loss, terms: { ...terms, ...clusterDiagnostics(u) } };
      },
    };

    const learnFromSure: TrainStage = {
      name: "self-label",
      kind: "train",
      views: [{ from: "self", augment: "none" }, { from: "self", augment: "strong" }],
      ...trainingOf(selfLabel),
      trains,
      inertia: selfLabel.inertia,
      loss(scope, { views: [plain, strong] }) {
        const targets = forward(scope, plain).u, { u } = forward(scope, strong);
        const { loss: losses, sure } = selfLabelLoss(targets, u, selfLabel);
        const kept = scope.child("scan").buffer("losses", [heads], constant(0));
        // One head goes on: the one with the lowest clustering loss.
        const best = tf.reshape(oneHot(tf.reshape(tf.argMin(kept), [1]), heads), [heads]);
        return {
          loss: tf.sum(tf.mul(losses, best)),
          terms: {
            selfLabel: losses,
            sure,
            cluster: tf.clone(kept),
            ...clusterDiagnostics(targets),
          },
        };
      },
    };

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const { h, u } = forward(scope, x);
      return { features: unitRows(network.z(scope, h)), probabilities: tf.softmax(u) };
    }

    return {
      stages: [
        ...network.given ? [] : [pretraining(network, options.pretrain)],
        neighbourSearch(options.neighbours),
        cluster,
        remember,
        learnFromSure,
      ],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [scan], recipes };
