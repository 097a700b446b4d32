import { tf } from "../../backends/tf.ts";
import { bankContrast, type BankRows } from "./bank_contrast.ts";
import { bankFeatureContrast } from "./bank_feature_contrast.ts";
import { clusterProbabilities, sumTerms } from "./cluster_loss.ts";
import { combine, type CrlcLoss } from "./crlc_loss.ts";
import { critics } from "./critic.ts";
import { marginalEntropy } from "./entropy.ts";
import { logitPenalty } from "./logit_bound.ts";
import type { CrlcLossOptions } from "./options.ts";
import { smooth } from "./smoothing.ts";

/** What the network says of one view of B images. */
export interface CrlcView {
  /** Output of the representation head `[B, d]`. */
  readonly features: tf.Tensor;
  /** Outputs of the S sub-heads `[S, B, C]`. */
  readonly logits: tf.Tensor;
}

/** What the memory banks hold for a batch. */
export interface CrlcBankRows {
  /** Unit rows, or 0 of images not seen yet: `[B, d]` and `[B, K, d]`. */
  readonly features: BankRows;
  /** Probabilities, unsmoothed, of each sub-head's own bank: `[S, B, C]` and `[S, B, K, C]`. */
  readonly probabilities: BankRows;
}

/**
 * The loss of CRLC with memory banks in place of a second view (paper, section 3.1 and appendix
 * A.10). Bank rows are smoothed as they are read; the entropy is that of the batch alone.
 * `options.negatives` and `options.entropy` have no meaning here.
 */
export function crlcBankLoss(
  view: CrlcView,
  banks: CrlcBankRows,
  options: CrlcLossOptions,
): CrlcLoss {
  const { critic, smoothing, temperature, logitBound, logitLimit } = options;
  const q = clusterProbabilities(view.logits, options);
  const probabilities = bankContrast(critics[critic], smooth(q, smoothing), {
    positives: smooth(banks.probabilities.positives, smoothing),
    negatives: smooth(banks.probabilities.negatives, smoothing),
  });
  const features = bankFeatureContrast(view.features, banks.features, temperature);
  const penalty = logitBound === "penalty" ? logitPenalty(view.logits, logitLimit) : undefined;
  const cluster = sumTerms(tf.mean(probabilities, -1), marginalEntropy(q), penalty, options);
  return combine(cluster, tf.mean(features) as tf.Scalar, options);
}
