import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative } from "../../core/numbers.ts";
import { crlcLoss } from "../../nn/losses/crlc_loss.ts";
import { crlcLossFields } from "../../nn/losses/options.ts";
import { semiLoss } from "../../nn/losses/semi_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { candidatesOf, clusterDiagnostics, informationDiagnostics } from "../parts/diagnostics.ts";
import { encoder, headFields, networkFields } from "../parts/encoder.ts";
import { labelledFields, labelledRule } from "../parts/labelled.ts";
import { sgd, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./crlc_semi.json" with { type: "json" };

/** CRLC with labels of a few images (Eq. 12): `L_CRLC + lambda3 CE` (docs/method.md 5.4). */
const crlcSemi = defineStrategy({
  name: "crlc-semi",
  about: "CRLC with a few labelled images of each class",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, Eq. 12",
  ranks: "any",
  options: {
    ...networkFields("resnet34"),
    ...headFields(10),
    ...crlcLossFields,
    /** Weight of the cross-entropy. */
    lambda3: v.optional(nonNegative, 1),
    ...labelledFields,
    ...trainingFields({
      epochs: 2000,
      batchSize: 512,
      batching: "drop",
      optimiser: sgd(0.1, 5e-4),
      schedule: { kind: "cosine", floorRate: 0.1 },
    }),
  },
  create({ clusters }, options) {
    const network = encoder(options);
    const shape = { heads: options.subHeads, clusters };

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(scope, x);
      return { z: network.z(scope, h), u: network.u(scope, h, shape) };
    }

    function loss(scope: Scope, { views: [x1, x2], labelled }: Batch): StageLoss {
      const first = forward(scope, x1), second = forward(scope, x2);
      const unlabelled = crlcLoss({
        features: [first.z, second.z],
        logits: [first.u, second.u],
      }, options);
      const known = network.u(scope, network.h(scope, labelled!.views[0]), shape);
      const given = { logits: known, labels: labelled!.labels };
      const { loss, terms } = semiLoss(unlabelled, given, options.lambda3);
      const M = candidatesOf(first.u.shape[1], options.negatives);
      return {
        loss,
        terms: { ...terms, ...clusterDiagnostics(first.u), ...informationDiagnostics(terms, M) },
      };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const { z, u } = forward(scope, x);
      return { features: unitRows(z), probabilities: tf.softmax(u) };
    }

    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
        labelled: labelledRule(options, ["simclr"]),
        ...trainingOf(options),
        loss,
      }],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [crlcSemi], recipes };
