import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { CrlcError } from "../../core/errors.ts";
import { nonNegative } from "../../core/numbers.ts";
import { dacLoss } from "../../nn/losses/dac_loss.ts";
import { dacSelfLoss } from "../../nn/losses/dac_self_loss.ts";
import { dacStarLoss } from "../../nn/losses/dac_star_loss.ts";
import { blocksField } from "../parts/blocks.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { along, type Line, lineField } from "../parts/line.ts";
import { outputDiagnostics, shareOfPairs } from "../parts/pair_diagnostics.ts";
import { plainClusters } from "../parts/plain_clusters.ts";
import { DAC_NETWORK, plainNetworkField } from "../parts/plain_network_field.ts";
import { referenceOutputs } from "../parts/reference_outputs.ts";
import { rmsprop, trainingFields, trainingOf } from "../parts/training.ts";
import type { StageLoss } from "../strategy.ts";
import recipes from "./dac.json" with { type: "json" };

/**
 * Deep Adaptive Clustering: pairs that the network is sure of, by its outputs of the images as they
 * are, teach it about augmented ones, and the thresholds move until every pair counts. The star form
 * of the authors' code selects none: every pair counts, alike above one threshold.
 */
const dac = defineStrategy({
  name: "dac",
  about: "pairs that the network is sure of are brought together or apart, more and more of them",
  apiVersion: 1,
  source: "Chang et al., ICCV 2017, Eq. 3-8; star: the authors' code",
  ranks: "any",
  options: {
    ...plainNetworkField(DAC_NETWORK),
    /** Whether every pair counts, by `threshold` alone: DAC* of the authors' code. */
    star: v.optional(v.boolean(), false),
    /** u: a pair of a higher cosine is alike. */
    upper: lineField(0.95, 0.5),
    /** l: a pair of a lower one is not; what lies between is left out. */
    lower: lineField(0.455, 0.5),
    /** th of the star form. */
    threshold: lineField(0.99, 0.75),
    /** w: weight of a term that holds outputs near themselves; 10 for the star form, else 0. */
    selfWeight: v.optional(nonNegative),
    ...blocksField,
    ...trainingFields({
      epochs: 50,
      batchSize: 32,
      batching: "drop",
      optimiser: rmsprop(1e-3),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters, samples }, options) {
    const { network, star, upper, lower, threshold } = options;
    if (!star) requireOrder(upper, lower);
    const selfWeight = options.selfWeight ?? (star ? 10 : 0);
    const reference = referenceOutputs({ samples, clusters, every: "block" });
    const { forward, predict } = plainClusters(network, clusters);

    /** Of the pairs, and what is logged of them. */
    function pairLoss(given: tf.Tensor2D, q: tf.Tensor2D, progress: tf.Scalar): StageLoss {
      const share = (pairs: tf.Tensor) => shareOfPairs(pairs, q.shape[0]);
      if (star) {
        const { loss, positives } = dacStarLoss(given, q, along(threshold, progress));
        return { loss, terms: { similar: share(positives) } };
      }
      const bounds = { upper: along(upper, progress), lower: along(lower, progress) };
      const { loss, selected, positives } = dacLoss(given, q, bounds);
      return { loss, terms: { selected: share(selected), similar: share(positives) } };
    }

    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "simclr" }],
        ...trainingOf(options),
        blocks: options.blocks,
        renewal: reference.renewal,
        loss(scope, { views: [x], indices, progress }) {
          const q = scope.everyRank(forward(scope, x).probabilities),
            given = reference.of(scope, indices);
          const pairs = pairLoss(given, q, progress);
          const terms = { pairs: pairs.loss, ...pairs.terms, ...outputDiagnostics(q) };
          if (selfWeight === 0) return { loss: pairs.loss, terms };
          const self = dacSelfLoss(given, q);
          const loss: tf.Scalar = tf.add(pairs.loss, tf.mul(self, selfWeight));
          return { loss, terms: { ...terms, self } };
        },
      }],
      predict,
    };
  },
});

/** Makes sure that no pair is alike and unlike at once. */
function requireOrder(upper: Line, lower: Line): void {
  for (const end of ["from", "to"] as const) {
    if (upper[end] >= lower[end]) continue;
    throw new CrlcError(
      "usage",
      "BAD_OPTION",
      `Cannot select pairs: upper.${end} must be at least lower.${end}, ${lower[end]}, and is ${
        upper[end]
      }`,
      { hint: `--set lower.${end}=${upper[end]} lets them meet` },
    );
  }
}

export default { strategies: [dac], recipes };
