import { tf } from "../../backends/tf.ts";
import { clusterColumns } from "./cluster_columns.ts";
import { contrast } from "./contrast.ts";
import { dot } from "./dot.ts";
import { marginalEntropy } from "./entropy.ts";
import { oneHot } from "./one_hot.ts";

/** The parts of PICA's loss, and the table that they are of. */
export interface PicaTerms {
  /** `mean_c (-S_cc + log sum_c' exp S_cc')`: `[...]`. */
  readonly uncertainty: tf.Tensor;
  /** Of the cluster sizes of the reference: `[...]`, in nats. */
  readonly entropy: tf.Tensor;
  /** S, the cosines of clusters of both views: `[..., C, C]`. */
  readonly similarity: tf.Tensor;
}

/**
 * The partition uncertainty of PICA (Eq. 4-6): each cluster, a column of probabilities over the
 * batch, is to be most like itself in the other view. One-sided: rows are of the reference, and so
 * is the entropy.
 *
 * @param reference Probabilities of the reference view `[..., B, C]`.
 * @param perturbed Those of r perturbed views of the same images, one view after the other:
 *   `[..., r B, C]`; the reference is repeated to match.
 * @param temperature What the cosines are divided by; the authors have none, which is 1.
 */
export function picaLoss(
  reference: tf.Tensor,
  perturbed: tf.Tensor,
  temperature = 1,
): PicaTerms {
  const repeats = perturbed.shape.at(-2)! / reference.shape.at(-2)!;
  const repeated = repeats === 1
    ? reference
    : tf.concat(Array.from({ length: repeats }, () => reference), -2);
  const similarity = dot(clusterColumns(repeated), clusterColumns(perturbed));
  const clusters = reference.shape.at(-1)!;
  const self = oneHot(tf.range(0, clusters, 1, "int32"), clusters);
  return {
    uncertainty: tf.mean(contrast(tf.div(similarity, temperature), self), -1),
    entropy: marginalEntropy(reference),
    similarity,
  };
}
