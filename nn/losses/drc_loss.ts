import { tf } from "../../backends/tf.ts";
import { clusterColumns } from "./cluster_columns.ts";
import { contrast } from "./contrast.ts";
import { dot } from "./dot.ts";
import { oneHot } from "./one_hot.ts";
import { unitRows } from "./unit_rows.ts";
import type { Terms } from "./terms.ts";

/** The settings of {@link drcLoss}. */
export interface DrcOptions {
  /** Weight of the regulariser, a sum that grows with the batch. */
  readonly lambda: number;
  /** What products of rows are divided by. */
  readonly featureTemperature: number;
  /** What products of columns are divided by. */
  readonly probabilityTemperature: number;
  /** What is brought to unit length first: rows of logits, rows and columns of probabilities, or nothing. */
  readonly normalise: "none" | "rows" | "both";
}

/**
 * The loss of DRC (Zhong et al. 2020): assignment features, the rows of logits, and assignment
 * probabilities, the columns of the softmax, are each contrasted view 1 against view 2, and clusters
 * are kept of even size. No code of the authors exists.
 *
 * @param u1 Logits of view 1 `[B, C]`.
 * @param u2 Logits of view 2.
 * @returns The whole and its parts, scalars; `regulariser` before its weight.
 */
export function drcLoss(
  u1: tf.Tensor2D,
  u2: tf.Tensor2D,
  options: DrcOptions,
): Terms<"loss" | "feature" | "probability" | "regulariser"> {
  const { lambda, featureTemperature, probabilityTemperature, normalise } = options;
  const q1 = tf.softmax(u1), q2 = tf.softmax(u2);
  const rows = (u: tf.Tensor) => normalise === "none" ? u : unitRows(u);
  const columns = (q: tf.Tensor) => normalise === "both" ? clusterColumns(q) : tf.transpose(q);
  const feature = oneSided(rows(u1), rows(u2), featureTemperature);
  const probability = oneSided(columns(q1), columns(q2), probabilityTemperature);
  const regulariser: tf.Scalar = tf.div(tf.sum(tf.square(tf.sum(q1, 0))), u1.shape[0]);
  const loss: tf.Scalar = tf.add(tf.add(feature, probability), tf.mul(regulariser, lambda));
  return { loss, feature, probability, regulariser };
}

/** `-log softmax_j(a_i.b_j / tau)` at j = i, mean over i. */
function oneSided(a: tf.Tensor, b: tf.Tensor, temperature: number): tf.Scalar {
  const n = a.shape[0]!;
  const self = oneHot(tf.range(0, n, 1, "int32"), n);
  return tf.mean(contrast(tf.div(dot(a, b), temperature), self));
}
