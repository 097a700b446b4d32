import type { tf } from "../../backends/tf.ts";
import { cosine } from "./cosine.ts";
import { infoNce, type Negatives } from "./info_nce.ts";
import { unitRows } from "./unit_rows.ts";

/**
 * The feature contrast L_FC, one loss an anchor (paper, Eq. 5 and 6): InfoNCE with the cosine
 * over a temperature. With `both_views` it is SimCLR's NT-Xent.
 *
 * @param z1 Features of view 1 `[B, d]`, of any length: they are divided by it here.
 * @param z2 Features of view 2 `[B, d]`.
 * @param temperature tau, above 0; the paper's is 0.1.
 * @returns `[2B]`: the anchors of view 1, then those of view 2.
 */
export function ntXent(
  z1: tf.Tensor,
  z2: tf.Tensor,
  { temperature, negatives }: { temperature: number; negatives: Negatives },
): tf.Tensor {
  return infoNce(cosine(temperature), unitRows(z1), unitRows(z2), negatives);
}
