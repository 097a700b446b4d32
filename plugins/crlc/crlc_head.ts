import { tf } from "../../backends/tf.ts";
import { clusterLoss } from "../../nn/losses/cluster_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder } from "../parts/encoder.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import { competitorsOf, watchClusters, watchInformation } from "../parts/watch.ts";
import { trainingOf } from "../parts/training.ts";
import type { CrlcHeadOptions } from "../crlc-head/options.ts";

/** The clustering head of CRLC alone (paper, Eq. 7-8): `mean_s (L_PC^s - lambda1 H^s)`. */
export function crlcHead({ clusters }: ModelContext, options: CrlcHeadOptions): Strategy {
  const network = encoder({ ...options, featureSize: 1 });
  const shape = { heads: options.subHeads, clusters };

  const logits = (scope: Scope, x: tf.Tensor4D) => network.u(scope, network.h(scope, x), shape);

  return {
    stages: [{
      name: "cluster",
      kind: "train",
      views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
      ...trainingOf(options),
      loss(scope, { views: [x1, x2] }) {
        const u1 = logits(scope, x1), u2 = logits(scope, x2);
        const terms = clusterLoss([u1, u2], options);
        const M = competitorsOf(x1.shape[0], options.negatives);
        return {
          loss: tf.mean(terms.cluster),
          terms: {
            ...terms,
            ...watchClusters(u1),
            ...watchInformation(terms, M),
          },
        };
      },
    }],
    selectBy: "cluster",
    predict(scope, x) {
      const h = network.h(scope, x);
      return { features: unitRows(h), probabilities: tf.softmax(network.u(scope, h, shape)) };
    },
  };
}
