import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count, nonNegative, share } from "../../core/numbers.ts";
import { constant } from "../../nn/initialisers.ts";
import { scanLoss } from "../../nn/losses/scan_loss.ts";
import { selfLabelLoss } from "../../nn/losses/self_label_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { encoder, headFields, networkOrFeatures, partOf } from "../parts/encoder.ts";
import { linearHeads } from "../parts/linear_heads.ts";
import { neighbourSearch } from "../parts/neighbour_search.ts";
import { pretraining, pretrainingFields } from "../parts/pretraining.ts";
import { adam, trainingFields, trainingOf } from "../parts/training.ts";
import type { ComputeStage, Prediction, TrainStage } from "../strategy.ts";
import recipes from "./scan.json" with { type: "json" };

/** How the network learns from what it is sure of. */
const selfLabelFields = {
  /** Images whose most probable cluster has more than this are learned from. */
  threshold: v.optional(share, 0.99),
  /** Whether each cluster in use weighs the same; the authors' ImageNet settings do not have it. */
  balanced: v.optional(v.boolean(), true),
  ...trainingFields({
    epochs: 200,
    batchSize: 1000,
    batching: "drop",
    optimiser: adam(1e-4, 1e-4),
    schedule: { kind: "constant" },
  }),
};

/** Keeps the clustering losses of the heads, by which the head is chosen at the end. */
const remember: ComputeStage = {
  name: "remember losses",
  kind: "compute",
  compute: ({ terms: { cluster } }) => ({
    buffers: { "scan/losses": Float32Array.from(cluster) },
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
  options: {
    ...networkOrFeatures("resnet18"),
    ...headFields(1),
    /** The pretext task's. */
    pretrain: v.optional(v.strictObject(pretrainingFields), {}),
    /** Neighbours an image's partner is drawn from. */
    neighbours: v.optional(count, 20),
    /** lambda: weight of the entropy. */
    entropyWeight: v.optional(nonNegative, 5),
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
    const { subHeads: heads, entropyWeight, selfLabel } = options;
    const trains = partOf("backbone", "scan");

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(scope, x);
      return { h, u: linearHeads(scope.child("scan"), h, { heads, clusters }) };
    }

    const cluster: TrainStage = {
      name: "cluster",
      kind: "train",
      views: [{ from: "self", augment: "strong" }, { from: "neighbour", augment: "strong" }],
      ...trainingOf(options),
      trains,
      loss(scope, { views: [x, neighbour] }) {
        const { u } = forward(scope, x);
        const q = tf.softmax(u), partners = tf.softmax(forward(scope, neighbour).u);
        const terms = scanLoss(q, partners, entropyWeight);
        const loss: tf.Scalar = tf.mean(terms.cluster);
        return { loss, terms: { ...terms, ...clusterDiagnostics(u) } };
      },
    };

    const learnFromSure: TrainStage = {
      name: "self-label",
      kind: "train",
      views: [{ from: "self", augment: "weak" }, { from: "self", augment: "strong" }],
      ...trainingOf(selfLabel),
      trains,
      loss(scope, { views: [weak, strong] }) {
        const targets = forward(scope, weak).u, { u } = forward(scope, strong);
        const { loss: losses, sure } = selfLabelLoss(targets, u, selfLabel);
        const kept = scope.child("scan").buffer("losses", [heads], constant(0));
        return {
          loss: tf.mean(losses),
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
