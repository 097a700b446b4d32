import { tf } from "../../backends/tf.ts";
import { clusterColumns } from "./cluster_columns.ts";
import { cosine } from "./cosine.ts";
import { infoNce } from "./info_nce.ts";

/**
 * The contrast of clusters in Contrastive Clustering (Eq. 4-6): NT-Xent of the columns of the
 * probabilities, `2C` anchors.
 *
 * @param q1 Probabilities of view 1 `[..., B, C]`.
 * @param q2 Probabilities of view 2, of the same shape.
 * @returns `[...]`.
 */
export function clusterContrast(q1: tf.Tensor, q2: tf.Tensor, temperature: number): tf.Tensor {
  const columns = [q1, q2].map(clusterColumns);
  return tf.mean(infoNce(cosine(temperature), columns[0], columns[1], "both_views"), -1);
}
