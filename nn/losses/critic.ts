import type { tf } from "../../backends/tf.ts";
import { dot } from "./dot.ts";
import { logDot } from "./log_dot.ts";
import { negJsd } from "./neg_jsd.ts";
import { negL2 } from "./neg_l2.ts";
import { negL2Norm } from "./neg_l2_norm.ts";

/**
 * How well rows fit together, for all pairs: `a [..., n, c]` and `b [..., m, c]` to
 * `[..., n, m]`. Larger is better. Leading dimensions, such as sub-heads, are those of both.
 */
export type Critic = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Names of the critics of cluster probabilities, as recipes spell them. */
export const CRITIC_NAMES = ["log_dot", "dot", "neg_l2", "neg_l2_norm", "neg_jsd"] as const;

export type CriticName = typeof CRITIC_NAMES[number];

/** The critics of cluster probabilities by name (paper, section 3.1 and appendix A.1). */
export const critics: Readonly<Record<CriticName, Critic>> = {
  log_dot: logDot,
  dot,
  neg_l2: negL2,
  neg_l2_norm: negL2Norm,
  neg_jsd: negJsd,
};
