import * as v from "valibot";
import type { DefaultedField } from "../../core/field.ts";
import { nonNegative, positive, share } from "../../core/numbers.ts";
import { CRITIC_NAMES } from "./critic.ts";
import { ENTROPIES } from "./entropy.ts";
import { NEGATIVES } from "./info_nce.ts";
import { LOGIT_BOUNDS } from "./logit_bound.ts";

/** Options of the cluster loss. */
export interface ClusterLossOptions {
  readonly critic: (typeof CRITIC_NAMES)[number];
  readonly negatives: (typeof NEGATIVES)[number];
  /** alpha: the share of the uniform distribution in smoothed probabilities. */
  readonly smoothing: number;
  /** Weight of the entropy: 1 in the paper, 2 in the authors' code. */
  readonly lambda1: number;
  readonly entropy: (typeof ENTROPIES)[number];
  readonly logitBound: (typeof LOGIT_BOUNDS)[number];
  /** T: logits are kept in `[-T, T]`. */
  readonly logitLimit: number;
  /** Weight of the penalty. */
  readonly logitWeight: number;
}

/** Options of the whole loss. */
export interface CrlcLossOptions extends ClusterLossOptions {
  /** tau of the feature contrast. */
  readonly temperature: number;
  /** Weight of the feature contrast. */
  readonly lambda2: number;
}

/** A schema for each option. */
type Fields<Options> = { readonly [Name in keyof Options]: DefaultedField<Options[Name]> };

/** Options of the cluster loss with the paper's defaults, to be spread into a strategy's schema. */
export const clusterLossFields: Fields<ClusterLossOptions> = {
  critic: v.optional(v.picklist(CRITIC_NAMES), "log_dot"),
  negatives: v.optional(v.picklist(NEGATIVES), "both_views"),
  smoothing: v.optional(share, 0.01),
  lambda1: v.optional(nonNegative, 1),
  entropy: v.optional(v.picklist(ENTROPIES), "per_view"),
  logitBound: v.optional(v.picklist(LOGIT_BOUNDS), "penalty"),
  logitLimit: v.optional(positive, 25),
  logitWeight: v.optional(nonNegative, 0.01),
};

/** Options of the whole loss with the paper's defaults, to be spread into a strategy's schema. */
export const crlcLossFields: Fields<CrlcLossOptions> = {
  ...clusterLossFields,
  temperature: v.optional(positive, 0.1),
  lambda2: v.optional(nonNegative, 10),
};
