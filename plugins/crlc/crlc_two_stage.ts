import { tf } from "../../backends/tf.ts";
import { clusterLoss } from "../../nn/losses/cluster_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder, partOf } from "../parts/encoder.ts";
import { neighbourSearch } from "../parts/neighbour_search.ts";
import { pretraining } from "../parts/pretraining.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import { competitorsOf, watchClusters, watchInformation } from "../parts/watch.ts";
import { trainingOf } from "../parts/training.ts";
import type { CrlcTwoStageOptions } from "../crlc-two-stage/options.ts";

/**
 * Two-stage CRLC (paper, section 5.2): features by L_FC, the neighbours of each image by their
 * cosine, then L_cluster with an image and one of its neighbours as the positive pair.
 */
export function crlcTwoStage({ clusters }: ModelContext, options: CrlcTwoStageOptions): Strategy {
  const network = encoder(options);
  const shape = { heads: options.subHeads, clusters };
  const { freezeBackbone } = options;

  const logits = (scope: Scope, x: tf.Tensor4D) =>
    network.u(scope, network.h(freezeBackbone ? scope.frozen() : scope, x), shape);

  return {
    stages: [
      pretraining(network, options.pretrain),
      neighbourSearch(options.neighbours),
      {
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "strong" }, { from: "neighbour", augment: "strong" }],
        ...trainingOf(options),
        trains: freezeBackbone ? partOf("clustering") : partOf("backbone", "clustering"),
        loss(scope, { views: [x, neighbour] }) {
          const u1 = logits(scope, x), u2 = logits(scope, neighbour);
          const terms = clusterLoss([u1, u2], options);
          const M = competitorsOf(x.shape[0], options.negatives);
          return {
            loss: tf.mean(terms.cluster),
            terms: {
              ...terms,
              ...watchClusters(u1),
              ...watchInformation(terms, M),
            },
          };
        },
      },
    ],
    selectBy: "cluster",
    predict(scope, x) {
      const h = network.h(scope, x);
      return {
        features: unitRows(network.z(scope, h)),
        probabilities: tf.softmax(network.u(scope, h, shape)),
      };
    },
  };
}
