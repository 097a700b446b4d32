import { tf } from "../../backends/tf.ts";
import { clusterLoss, type ClusterTerms } from "./cluster_loss.ts";
import { ntXent } from "./nt_xent.ts";
import type { CrlcLossOptions } from "./options.ts";

/** What the network says of two views of B images. */
export interface CrlcViews {
  /** Outputs of the representation head, each `[B, d]`; absent to train the cluster heads alone. */
  readonly features?: readonly [tf.Tensor, tf.Tensor];
  /** Outputs of the S sub-heads, each `[S, B, C]`. */
  readonly logits: readonly [tf.Tensor, tf.Tensor];
}

export interface CrlcTerms extends ClusterTerms {
  /** L_FC, a scalar; absent without features. */
  readonly featureContrast?: tf.Scalar;
}

/** A loss, and the parts that are logged. */
export interface CrlcLoss<Terms = CrlcTerms> {
  readonly loss: tf.Scalar;
  readonly terms: Terms;
}

/**
 * The loss of CRLC (paper, Eq. 11): `mean_s L_cluster^s + lambda2 L_FC`.
 *
 * @example Losses of an untrained network: log(2B - 1), less lambda1 log C
 * ```ts
 * import { crlcLoss, crlcLossFields } from "@crlc/crlc/losses";
 * import { tf } from "@crlc/crlc/nn";
 * import { ok } from "node:assert/strict";
 * import * as v from "valibot";
 *
 * await tf.setBackend("cpu");
 * const options = v.parse(v.strictObject(crlcLossFields), {});
 * const logits = tf.zeros([5, 8, 10]); // 5 sub-heads, 8 images, 10 clusters
 * const { terms } = crlcLoss({ logits: [logits, logits] }, options);
 * for (const value of terms.cluster.dataSync()) {
 *   ok(Math.abs(value - (Math.log(15) - Math.log(10))) < 1e-5);
 * }
 * ```
 */
export function crlcLoss({ features, logits }: CrlcViews, options: CrlcLossOptions): CrlcLoss {
  const cluster = clusterLoss(logits, options);
  const featureContrast = features && tf.mean(ntXent(features[0], features[1], options));
  return combine(cluster, featureContrast as tf.Scalar | undefined, options);
}

/** `mean_s L_cluster^s + lambda2 L_FC`, with its parts. */
export function combine(
  cluster: ClusterTerms,
  featureContrast: tf.Scalar | undefined,
  { lambda2 }: CrlcLossOptions,
): CrlcLoss {
  const mean = tf.mean(cluster.cluster) as tf.Scalar;
  if (!featureContrast) return { loss: mean, terms: cluster };
  return {
    loss: tf.add(mean, tf.mul(featureContrast, lambda2)),
    terms: { ...cluster, featureContrast },
  };
}
