import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative, positive } from "../../core/numbers.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { iicLoss } from "../../nn/losses/iic_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { backboneField, encoder, headFields } from "../parts/encoder.ts";
import { linearHeads } from "../parts/linear_heads.ts";
import { adam, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./iic.json" with { type: "json" };

/**
 * Invariant Information Clustering with over-clustering sub-heads beside the main ones. The
 * defaults are the paper's for CIFAR-10.
 */
const iic = defineStrategy({
  name: "iic",
  about: "maximise the mutual information of the clusters of two views",
  apiVersion: 1,
  source: "Ji, Henriques, Vedaldi, ICCV 2019, Eq. 1-4",
  options: {
    ...backboneField("resnet34"),
    ...headFields(5),
    /** Over-clustering sub-heads have this many times as many clusters. */
    overclustering: v.optional(positive, 7),
    /** lambda: how much the marginals count; 1 is plain mutual information. */
    marginalWeight: v.optional(nonNegative, 1),
    ...trainingFields({
      epochs: 2000,
      batchSize: 660,
      batching: "drop",
      optimiser: adam(1e-4, 0),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters }, options) {
    const network = encoder(options);
    const { subHeads: heads, marginalWeight } = options;
    const many = Math.max(1, Math.round(options.overclustering * clusters));

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(scope, x);
      return {
        h,
        u: linearHeads(scope.child("iic"), h, { heads, clusters }),
        over: linearHeads(scope.child("iic-over"), h, { heads, clusters: many }),
      };
    }

    function loss(scope: Scope, { views: [x1, x2] }: Batch): StageLoss {
      const first = forward(scope, x1), second = forward(scope, x2);
      const q1 = tf.softmax(first.u), q2 = tf.softmax(second.u);
      const cluster = iicLoss(q1, q2, marginalWeight);
      const over = iicLoss(tf.softmax(first.over), tf.softmax(second.over), marginalWeight);
      return {
        loss: tf.add(tf.mean(cluster), tf.mean(over)),
        terms: {
          cluster,
          overclustering: over,
          entropy: marginalEntropy(q1),
          ...clusterDiagnostics(first.u),
        },
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
        views: [{ from: "self", augment: "weak" }, { from: "self", augment: "simclr" }],
        ...trainingOf(options),
        loss,
      }],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [iic], recipes };
