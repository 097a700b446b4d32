import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count, nonNegative } from "../../core/numbers.ts";
import { normal } from "../../nn/initialisers.ts";
import { picaLoss } from "../../nn/losses/pica_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { backboneField, edgesField, encoder } from "../parts/encoder.ts";
import { linearHeads } from "../parts/linear_heads.ts";
import { repeatedViews } from "../parts/repeated_views.ts";
import { adam, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, EpochPass, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./pica.json" with { type: "json" };

/**
 * PICA (Eq. 9): `uncertainty + lambda (log C - H)`, of a reference view against perturbed copies, by
 * an over-clustering head and the main one in turns. The defaults are those of the authors' code.
 */
const pica = defineStrategy({
  name: "pica",
  about: "clusters whose images are told apart with the greatest confidence",
  apiVersion: 1,
  source: "Huang, Gong, Zhu, CVPR 2020, Eq. 4-9",
  ranks: "any",
  options: {
    ...backboneField("resnet34"),
    ...edgesField("mean"),
    /** Clusters of the over-clustering head. */
    overclusters: v.optional(count, 70),
    /** Perturbed copies of an image against one reference. */
    copies: v.optional(count, 3),
    /** lambda: weight of the balance of the clusters. */
    balance: v.optional(nonNegative, 2),
    ...trainingFields({
      epochs: 200,
      batchSize: 256,
      batching: "drop",
      optimiser: adam(1e-4, 0),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters }, options) {
    const network = encoder(options);
    const { balance, copies, overclusters } = options;
    const initialiser = normal(0.01);
    const heads = { pica: clusters, "pica-over": overclusters };

    const logits = (scope: Scope, h: tf.Tensor2D, head: keyof typeof heads) =>
      linearHeads(scope.child(head), h, { heads: 1, clusters: heads[head], initialiser });

    /** The references pass alone, their copies together. */
    function lossOf(head: keyof typeof heads) {
      return (scope: Scope, { views: [reference, ...perturbed] }: Batch): StageLoss => {
        const u = logits(scope, network.h(scope, reference), head);
        const others = logits(scope, network.h(scope, perturbed), head);
        const { uncertainty, entropy } = picaLoss(tf.softmax(u), tf.softmax(others));
        const imbalance = tf.sub(Math.log(heads[head]), entropy);
        const cluster = tf.add(uncertainty, tf.mul(imbalance, balance));
        return {
          loss: tf.mean(cluster),
          terms: { uncertainty, entropy, cluster, ...clusterDiagnostics(u) },
        };
      };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const h = network.h(scope, x);
      return { features: unitRows(h), probabilities: tf.softmax(logits(scope, h, "pica")) };
    }

    const views = repeatedViews("weak", "simclr", copies);
    const over = (name: string, images: EpochPass["images"]): EpochPass => ({
      ...{ name, images, views },
      loss: lossOf("pica-over"),
    });
    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: views.map((augment) => ({ from: "self", augment })),
        ...trainingOf(options),
        passes: [over("auxiliary", "auxiliary"), over("overclustering", "own")],
        loss: lossOf("pica"),
      }],
      predict,
    };
  },
});

export default { strategies: [pica], recipes };
