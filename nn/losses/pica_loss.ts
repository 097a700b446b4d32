import { tf } from "../../backends/tf.ts";
import { contrast } from "./contrast.ts";
import { cosine } from "./cosine.ts";
import { marginalEntropy } from "./entropy.ts";
import { oneHot } from "./one_hot.ts";
import { unitRows } from "./unit_rows.ts";

/** Keeps clusters that no image is in apart from a division by 0. */
const SMALLEST = 1e-8;

/**
 * The partition uncertainty of PICA (Eq. 4-6): each cluster, a column of probabilities over the
 * batch, is to be most like itself in the other view.
 *
 * @param q1 Probabilities of view 1 `[S, B, C]`.
 * @param q2 Probabilities of view 2, of the same shape.
 * @returns Uncertainty and the entropy of the cluster sizes, `[S]` each.
 */
export function picaLoss(q1: tf.Tensor, q2: tf.Tensor, temperature: number) {
  const columns = (q: tf.Tensor) => unitRows(tf.maximum(tf.transpose(q, [0, 2, 1]), SMALLEST));
  const clusters = q1.shape.at(-1)!;
  const self = oneHot(tf.range(0, clusters, 1, "int32"), clusters);
  const similarity = cosine(temperature)(columns(q1), columns(q2));
  return {
    uncertainty: tf.mean(contrast(similarity, self), -1),
    entropy: marginalEntropy(q1),
  };
}
