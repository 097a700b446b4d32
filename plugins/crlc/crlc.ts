import { tf } from "../../backends/tf.ts";
import { crlcLoss } from "../../nn/losses/crlc_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder } from "../parts/encoder.ts";
import { representationPass } from "../parts/representation_loss.ts";
import type { Batch, ModelContext, Prediction, StageLoss, Strategy } from "../strategy.ts";
import { competitorsOf, watchClusters, watchInformation } from "../parts/watch.ts";
import { trainingOf } from "../parts/training.ts";
import type { CrlcOptions } from "./options.ts";

/**
 * CRLC end to end (paper, Eq. 11): one backbone, a representation head that contrasts features
 * (Eq. 5-6), and S clustering sub-heads that contrast cluster probabilities (Eq. 7-8).
 */
export function crlc({ clusters }: ModelContext, options: CrlcOptions): Strategy {
  const network = encoder(options);
  const { subHeads: heads, lambda2 } = options;

  /** `h = E(x)`, `z = g(h)` and the logits `u^s = c_s(h)` of a view. */
  function forward(scope: Scope, x: tf.Tensor4D) {
    const h = network.h(scope, x);
    const z = lambda2 > 0 ? network.z(scope, h) : h;
    return { z, u: network.u(scope, h, { heads, clusters }) };
  }

  /** Two forward passes, so that each view is normalised by its own statistics (crlc.md 2). */
  function loss(scope: Scope, { views: [x1, x2] }: Batch): StageLoss {
    const first = forward(scope, x1), second = forward(scope, x2);
    const { loss, terms } = crlcLoss({
      features: lambda2 > 0 ? [first.z, second.z] : undefined,
      logits: [first.u, second.u],
    }, options);
    const M = competitorsOf(x1.shape[0], options.negatives);
    return {
      loss,
      terms: {
        ...terms,
        ...watchClusters(first.u),
        ...watchInformation(terms, M),
      },
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
      ...trainingOf(options),
      ...lambda2 > 0 && { auxiliary: representationPass(network, options, lambda2) },
      loss,
    }],
    selectBy: "cluster",
    predict,
  };
}
