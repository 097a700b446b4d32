import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative, positive } from "../../core/numbers.ts";
import { picaLoss } from "../../nn/losses/pica_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { backboneField, encoder, headFields } from "../parts/encoder.ts";
import { adam, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./pica.json" with { type: "json" };

/** PICA (Eq. 9): `uncertainty + lambda (log C - H)`. */
const pica = defineStrategy({
  name: "pica",
  about: "clusters whose images are told apart with the greatest confidence",
  apiVersion: 1,
  source: "Huang, Gong, Zhu, CVPR 2020, Eq. 4-9",
  options: {
    ...backboneField("resnet34"),
    ...headFields(1),
    /** lambda: weight of the balance of the clusters. */
    balance: v.optional(nonNegative, 2),
    /** What the similarities of clusters are divided by. */
    temperature: v.optional(positive, 1),
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
    const shape = { heads: options.subHeads, clusters };
    const { balance, temperature } = options;

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(scope, x);
      return { h, u: network.u(scope, h, shape) };
    }

    function loss(scope: Scope, { views: [x1, x2] }: Batch): StageLoss {
      const u1 = forward(scope, x1).u, u2 = forward(scope, x2).u;
      const { uncertainty, entropy } = picaLoss(tf.softmax(u1), tf.softmax(u2), temperature);
      const imbalance = tf.sub(Math.log(clusters), entropy);
      const cluster = tf.add(uncertainty, tf.mul(imbalance, balance));
      return {
        loss: tf.mean(cluster),
        terms: { uncertainty, entropy, cluster, ...clusterDiagnostics(u1) },
      };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const { h, u } = forward(scope, x);
      return { features: unitRows(h), probabilities: tf.softmax(u) };
    }

    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
        ...trainingOf(options),
        loss,
      }],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [pica], recipes };
