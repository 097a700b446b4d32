import { tf } from "../../backends/tf.ts";
import { crlcLoss } from "../../nn/losses/crlc_loss.ts";
import { detached } from "../../nn/losses/detached.ts";
import { ntXent } from "../../nn/losses/nt_xent.ts";
import { crlcLossFields } from "../../nn/losses/options.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { candidatesOf, clusterDiagnostics, informationDiagnostics } from "../parts/diagnostics.ts";
import { encoder, headFields, networkFields } from "../parts/encoder.ts";
import { representationPass } from "../parts/representation_loss.ts";
import { END_TO_END, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./crlc.json" with { type: "json" };

/**
 * CRLC end to end, in SimCLR form: one backbone, a representation head that contrasts features
 * (Eq. 5-6), and S clustering sub-heads that contrast cluster probabilities (Eq. 7-8). The
 * defaults are the paper's (docs/method.md 5.1).
 */
const crlc = defineStrategy({
  name: "crlc",
  about: "contrast features and cluster probabilities across two views, end to end",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, Eq. 5-11",
  ranks: "any",
  options: {
    ...networkFields("resnet34"),
    ...headFields(10),
    ...crlcLossFields,
    ...trainingFields(END_TO_END),
  },
  create({ clusters }, options) {
    const network = encoder(options);
    const { subHeads: heads, lambda2 } = options;

    /** `h = E(x)`, `z = g(h)` and the logits `u^s = c_s(h)` of a view. */
    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(scope, x);
      const z = lambda2 > 0 ? network.z(scope, h) : h;
      return { z, u: network.u(scope, h, { heads, clusters }) };
    }

    /** Two forward passes, so that each view is normalised by its own statistics (docs/method.md 2). */
    function loss(scope: Scope, { views: [x1, x2] }: Batch): StageLoss {
      const first = forward(scope, x1), second = forward(scope, x2);
      const { loss, terms } = crlcLoss({
        features: lambda2 > 0 ? [first.z, second.z] : undefined,
        logits: [first.u, second.u],
      }, options);
      const M = candidatesOf(first.u.shape[1], options.negatives);
      const features = lambda2 > 0 ? {} : { featureContrast: unlearned(first.z, second.z) };
      return {
        loss,
        terms: {
          ...{ ...terms, ...features },
          ...{ ...clusterDiagnostics(first.u), ...informationDiagnostics(terms, M) },
        },
      };
    }

    /** L_FC of the backbone's features, where there is no representation head: logged, not learned from. */
    function unlearned(h1: tf.Tensor, h2: tf.Tensor): tf.Scalar {
      const both = tf.stack([h1, h2]);
      return detached(both, (both) => {
        const [a, b] = tf.unstack(both);
        return tf.mean(ntXent(a, b, options));
      }) as tf.Scalar;
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
        ...trainingOf(options),
        ...lambda2 > 0 && { passes: [representationPass(network, options, lambda2)] },
        loss,
      }],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [crlc], recipes };
