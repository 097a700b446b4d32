import { tf } from "../../backends/tf.ts";
import { crossEntropy } from "./cross_entropy.ts";
import type { CrlcLoss, CrlcTerms } from "./crlc_loss.ts";

/** The labelled batch of a semi-supervised step. */
export interface LabelledLogits {
  /** `[S, B', C]`. */
  readonly logits: tf.Tensor;
  /** `[B']`, int32, from 0 to C - 1. */
  readonly labels: tf.Tensor1D;
}

export interface SemiTerms extends CrlcTerms {
  /** Mean over labelled images, one value a sub-head `[S]`. */
  readonly crossEntropy: tf.Tensor;
}

/**
 * The loss of CRLC-semi (paper, Eq. 12): `L_CRLC(unlabelled) + lambda3 mean_s CE^s(labelled)`.
 *
 * @param unlabelled What `crlcLoss` gave for the unlabelled batch.
 */
export function semiLoss(
  unlabelled: CrlcLoss,
  labelled: LabelledLogits,
  lambda3: number,
): CrlcLoss<SemiTerms> {
  const heads = crossEntropy(labelled.logits, labelled.labels);
  return {
    loss: tf.add(unlabelled.loss, tf.mul(tf.mean(heads), lambda3)),
    terms: { ...unlabelled.terms, crossEntropy: heads },
  };
}
