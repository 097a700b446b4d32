import { tf } from "../../backends/tf.ts";
import { clusterLoss } from "../../nn/losses/cluster_loss.ts";
import { clusterLossFields } from "../../nn/losses/options.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { candidatesOf, clusterDiagnostics, informationDiagnostics } from "../parts/diagnostics.ts";
import { backboneField, encoder, headFields } from "../parts/encoder.ts";
import { END_TO_END, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./crlc_head.json" with { type: "json" };

/**
 * The clustering head of CRLC alone, the paper's first ablation (Eq. 7-8):
 * `mean_s (L_PC^s - lambda1 H^s)`. The defaults are the paper's (docs/method.md 5.1).
 */
const crlcHead = defineStrategy({
  name: "crlc-head",
  about: "CRLC without its representation head: cluster probabilities alone",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, Eq. 7-8 (C-head only)",
  ranks: "any",
  options: {
    ...backboneField("resnet34"),
    ...headFields(10),
    ...clusterLossFields,
    ...trainingFields(END_TO_END),
  },
  create({ clusters }, options) {
    const network = encoder(options);
    const shape = { heads: options.subHeads, clusters };

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(scope, x);
      return { h, u: network.u(scope, h, shape) };
    }

    function loss(scope: Scope, { views: [x1, x2] }: Batch): StageLoss {
      const u1 = forward(scope, x1).u, u2 = forward(scope, x2).u;
      const terms = clusterLoss([u1, u2], options);
      const M = candidatesOf(u1.shape[1], options.negatives);
      return {
        loss: tf.mean(terms.cluster),
        terms: { ...terms, ...clusterDiagnostics(u1), ...informationDiagnostics(terms, M) },
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

export default { strategies: [crlcHead], recipes };
