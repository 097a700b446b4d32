import { tf } from "../../backends/tf.ts";
import { crlcLoss } from "../../nn/losses/crlc_loss.ts";
import { semiLoss } from "../../nn/losses/semi_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder } from "../parts/encoder.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import { competitorsOf, watchClusters, watchInformation } from "../parts/watch.ts";
import { trainingOf } from "../parts/training.ts";
import type { CrlcSemiOptions } from "../crlc-semi/options.ts";

/** CRLC with labels of a few images (paper, Eq. 12): `L_CRLC + lambda3 CE`. */
export function crlcSemi({ clusters }: ModelContext, options: CrlcSemiOptions): Strategy {
  const network = encoder(options);
  const shape = { heads: options.subHeads, clusters };

  function forward(scope: Scope, x: tf.Tensor4D) {
    const h = network.h(scope, x);
    return { z: network.z(scope, h), u: network.u(scope, h, shape) };
  }

  return {
    stages: [{
      name: "cluster",
      kind: "train",
      views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
      labelled: {
        perClass: options.perClass,
        batchSize: options.labelledBatch,
        views: ["simclr"],
      },
      ...trainingOf(options),
      loss(scope, { views: [x1, x2], labelled }) {
        const first = forward(scope, x1), second = forward(scope, x2);
        const unlabelled = crlcLoss({
          features: [first.z, second.z],
          logits: [first.u, second.u],
        }, options);
        const known = network.u(scope, network.h(scope, labelled!.views[0]), shape);
        const given = { logits: known, labels: labelled!.labels };
        const { loss, terms } = semiLoss(unlabelled, given, options.lambda3);
        const M = competitorsOf(x1.shape[0], options.negatives);
        return {
          loss,
          terms: { ...terms, ...watchClusters(first.u), ...watchInformation(terms, M) },
        };
      },
    }],
    selectBy: "cluster",
    predict(scope, x) {
      const { z, u } = forward(scope, x);
      return { features: unitRows(z), probabilities: tf.softmax(u) };
    },
  };
}
