import { dacStarLoss } from "../../nn/losses/dac_star_loss.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { along, lineField } from "../parts/line.ts";
import { outputDiagnostics, shareOfPairs } from "../parts/pair_diagnostics.ts";
import { plainClusters } from "../parts/plain_clusters.ts";
import { DAC_NETWORK, plainNetworkField } from "../parts/plain_network_field.ts";
import { rmsprop, trainingFields, trainingOf } from "../parts/training.ts";
import recipes from "./ddc_reduced.json" with { type: "json" };

/**
 * DDC, reduced: of the paper only the abstract could be read. Pairs of a batch are alike or not by
 * the network's own outputs of the images as they are, and its outputs of augmented images learn so.
 */
const ddcReduced = defineStrategy({
  name: "ddc-reduced",
  about: "ddc (reduced): pairs of a batch are alike or not by the network's own outputs",
  apiVersion: 1,
  source: "after the abstract of Chang et al. 2019 (arXiv 1905.01681); not the paper's method",
  ranks: "any",
  options: {
    ...plainNetworkField(DAC_NETWORK),
    /** th: a pair of a higher cosine is alike. */
    threshold: lineField(0.99, 0.75),
    ...trainingFields({
      epochs: 500,
      batchSize: 128,
      batching: "drop",
      optimiser: rmsprop(1e-3),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters }, options) {
    const { network, threshold } = options;
    const { forward, predict } = plainClusters(network, clusters);

    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "none" }, { from: "self", augment: "simclr" }],
        ...trainingOf(options),
        loss(scope, { views: [plain, augmented], progress }) {
          const reference = scope.everyRank(forward(scope, plain).probabilities);
          const q = scope.everyRank(forward(scope, augmented).probabilities);
          const { loss, positives } = dacStarLoss(reference, q, along(threshold, progress));
          const similar = shareOfPairs(positives, q.shape[0]);
          return { loss, terms: { similar, ...outputDiagnostics(reference) } };
        },
      }],
      predict,
    };
  },
});

export default { strategies: [ddcReduced], recipes };
