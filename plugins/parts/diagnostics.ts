import { tf } from "../../backends/tf.ts";

/**
 * The number of clusters in use, for each sub-head: those that are the most probable one of some
 * image in the batch. If it falls towards 1, the clusters collapse.
 *
 * @param logits Logits or probabilities `[S, B, C]`.
 * @returns `[S]`.
 */
export function usedClusters(logits: tf.Tensor): tf.Tensor {
  const chosen = tf.cast(tf.equal(logits, tf.max(logits, -1, true)), "float32");
  return tf.sum(tf.max(chosen, -2), -1);
}

/**
 * Agreement of the sub-heads on the clusters of a batch, whatever numbers they give them: the mean
 * normalised mutual information of all pairs of heads, from 0 to 1. It is biased upwards in small
 * batches: compare it between epochs, not between batch sizes.
 *
 * @param logits Logits or probabilities `[S, B, C]`, S at least 2.
 * @returns A scalar.
 */
export function headAgreement(logits: tf.Tensor): tf.Scalar {
  const [S, B, C] = logits.shape;
  // Of one cluster there is no one-hot form, and every image is in it.
  const chosen = C === 1
    ? tf.onesLike(logits)
    : tf.oneHot(tf.cast(tf.argMax(logits, -1), "int32"), C);
  const rows = tf.reshape(tf.transpose(tf.cast(chosen, "float32"), [0, 2, 1]), [S * C, B]);
  // Shares of images by the clusters of every pair of heads, and entropies of them.
  const joint = tf.div(tf.matMul(rows, rows, false, true), B);
  const surprises = tf.neg(tf.mul(joint, tf.log(tf.add(joint, TINY))));
  const both = tf.sum(tf.reshape(surprises, [S, C, S, C]), [1, 3]);
  const share = tf.mean(rows, 1);
  const own = tf.sum(tf.reshape(tf.neg(tf.mul(share, tf.log(tf.add(share, TINY)))), [S, C]), 1);
  const sum = tf.add(tf.expandDims(own, 1), tf.expandDims(own, 0));
  // Two heads that each have one cluster say the same.
  const agreement = tf.div(tf.add(tf.mul(tf.sub(sum, both), 2), TINY), tf.add(sum, TINY));
  return tf.div(tf.sub(tf.sum(agreement), S), S * (S - 1));
}

/** Keeps the logarithm of 0 finite, and 0 divided by 0 a 1. */
const TINY = 1e-12;

/**
 * Terms to log about the clusters of a batch, never learned from: `usedClusters` of each sub-head
 * and, if there are several heads, their `headAgreement`.
 *
 * @param logits Logits or probabilities `[S, B, C]`.
 */
export function clusterDiagnostics(logits: tf.Tensor): Record<string, tf.Tensor> {
  const used = { usedClusters: usedClusters(logits) };
  return logits.shape[0]! > 1 ? { ...used, headAgreement: headAgreement(logits) } : used;
}

/**
 * Terms to log about the contrasts in a loss: their bounds `log M - L` (paper, Figs. 7 and 8).
 *
 * @param candidates M of each contrast.
 */
export function informationDiagnostics(
  terms: { readonly probabilityContrast?: tf.Tensor; readonly featureContrast?: tf.Tensor },
  candidates: number,
): Record<string, tf.Tensor> {
  const { probabilityContrast: cluster, featureContrast: feature } = terms;
  return {
    ...cluster && { clusterInformation: informationBound(cluster, candidates) },
    ...feature && { featureInformation: informationBound(feature, candidates) },
  };
}

/**
 * The lower bound `log M - L` of mutual information that an InfoNCE loss L gives (paper, Eq. 2).
 *
 * @param loss Of any shape.
 * @param candidates M: the positive and its negatives.
 */
export function informationBound(loss: tf.Tensor, candidates: number): tf.Tensor {
  return tf.sub(Math.log(candidates), loss);
}

/** M, the candidates of an anchor in a batch of B images in two views. */
export function candidatesOf(images: number, negatives: "both_views" | "cross_view"): number {
  return negatives === "both_views" ? 2 * images - 1 : images;
}
