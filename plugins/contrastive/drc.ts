import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative, positive } from "../../core/numbers.ts";
import { drcLoss } from "../../nn/losses/drc_loss.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { backboneField, encoder } from "../parts/encoder.ts";
import { linearHeads } from "../parts/linear_heads.ts";
import { adam, trainingFields, trainingOf } from "../parts/training.ts";
import type { Prediction } from "../strategy.ts";
import recipes from "./drc.json" with { type: "json" };

/**
 * Deep Robust Clustering: the logits of an image are contrasted with those of others, and the
 * columns of the probabilities with one another, view 1 against view 2, by one linear head. The
 * losses are the paper's; its settings are not published, and the defaults are assumed.
 */
const drc = defineStrategy({
  name: "drc",
  about: "contrast of logits and of clusters across two views, by one head (settings assumed)",
  apiVersion: 1,
  source: "Zhong et al. 2020 (arXiv 2008.03030)",
  ranks: "any",
  options: {
    ...backboneField("resnet34"),
    /** lambda: weight of a sum that grows with the batch; keep lambda B / C where one changes. */
    lambda: v.optional(nonNegative, 0.125),
    /** tau_AF: what products of logits are divided by. */
    featureTemperature: v.optional(positive, 0.5),
    /** tau_AP: what products of columns are divided by. */
    probabilityTemperature: v.optional(positive, 1),
    /** What is brought to unit length before: rows of logits, those and columns, or nothing. */
    normalise: v.optional(v.picklist(["none", "rows", "both"]), "rows"),
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

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(scope, x);
      return { h, u: linearHeads(scope.child("drc"), h, { heads: 1, clusters }) };
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
        loss(scope, { views: [x1, x2] }) {
          const [u1, u2] = [x1, x2].map((x) => forward(scope, x).u);
          const rows = (u: tf.Tensor3D) => tf.squeeze<tf.Tensor2D>(u, [0]);
          const { loss, ...terms } = drcLoss(rows(u1), rows(u2), options);
          const entropy = marginalEntropy(tf.softmax(u1));
          return { loss, terms: { ...terms, entropy, ...clusterDiagnostics(u1) } };
        },
      }],
      predict,
    };
  },
});

export default { strategies: [drc], recipes };
