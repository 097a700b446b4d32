import { tf } from "../../backends/tf.ts";
import { entropyTerm } from "./entropy.ts";
import { clipLogits, logitPenalty } from "./logit_bound.ts";
import type { ClusterLossOptions } from "./options.ts";
import { probabilityContrast } from "./probability_contrast.ts";
import { smooth } from "./smoothing.ts";

/** The parts of the cluster loss, one value a sub-head `[S]`. */
export interface ClusterTerms {
  /** L_PC. */
  readonly probabilityContrast: tf.Tensor;
  /** H, in nats; to be maximised. */
  readonly entropy: tf.Tensor;
  /** R, before its weight; 0 unless the bound is a penalty. */
  readonly penalty: tf.Tensor;
  /** `L_cluster = L_PC - lambda1 H (+ w R)`: what training minimises, and heads are chosen by. */
  readonly cluster: tf.Tensor;
}

/**
 * The cluster loss of every sub-head (paper, Eq. 8): images and their other view should fall into
 * the same cluster, and clusters be used evenly.
 *
 * @param logits Of view 1 and of view 2, each `[S, B, C]`.
 */
export function clusterLoss(
  [u1, u2]: readonly [tf.Tensor, tf.Tensor],
  options: ClusterLossOptions,
): ClusterTerms {
  const [q1, q2] = [u1, u2].map((u) => clusterProbabilities(u, options));
  const { critic, negatives, smoothing, logitLimit } = options;
  const anchors = probabilityContrast(smooth(q1, smoothing), smooth(q2, smoothing), {
    critic,
    negatives,
  });
  const penalty = options.logitBound === "penalty"
    ? tf.mul(tf.add(logitPenalty(u1, logitLimit), logitPenalty(u2, logitLimit)), 0.5)
    : undefined;
  return sumTerms(tf.mean(anchors, -1), entropyTerm(q1, q2, options.entropy), penalty, options);
}

/** `softmax(u)`, of cut logits where the bound is hard; `[S, B, C]`. */
export function clusterProbabilities(
  logits: tf.Tensor,
  { logitBound, logitLimit }: ClusterLossOptions,
): tf.Tensor {
  return tf.softmax(logitBound === "hard" ? clipLogits(logits, logitLimit) : logits, -1);
}

/** `L_PC - lambda1 H (+ w R)`, with its parts. */
export function sumTerms(
  probabilityContrast: tf.Tensor,
  entropy: tf.Tensor,
  penalty: tf.Tensor | undefined,
  { lambda1, logitWeight }: ClusterLossOptions,
): ClusterTerms {
  const unbounded = tf.sub(probabilityContrast, tf.mul(entropy, lambda1));
  return {
    probabilityContrast,
    entropy,
    penalty: penalty ?? tf.zerosLike(entropy),
    cluster: penalty ? tf.add(unbounded, tf.mul(penalty, logitWeight)) : unbounded,
  };
}
