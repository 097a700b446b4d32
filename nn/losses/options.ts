import * as v from "valibot";
import { nonNegative, positive, share } from "../../core/numbers.ts";
import { CRITIC_NAMES } from "./critic.ts";
import { ENTROPIES } from "./entropy.ts";
import { NEGATIVES } from "./info_nce.ts";
import { LOGIT_BOUNDS } from "./logit_bound.ts";

/** Options of the cluster loss with the paper's defaults, to be spread into a strategy's schema. */
export const clusterLossFields = {
  critic: v.optional(v.picklist(CRITIC_NAMES), "log_dot"),
  negatives: v.optional(v.picklist(NEGATIVES), "both_views"),
  /** alpha: the share of the uniform distribution in smoothed probabilities. */
  smoothing: v.optional(share, 0.01),
  /** Weight of the entropy: 1 in the paper, 2 in the authors' code. */
  lambda1: v.optional(nonNegative, 1),
  entropy: v.optional(v.picklist(ENTROPIES), "per_view"),
  logitBound: v.optional(v.picklist(LOGIT_BOUNDS), "penalty"),
  /** T: logits are kept in `[-T, T]`. */
  logitLimit: v.optional(positive, 25),
  /** Weight of the penalty. */
  logitWeight: v.optional(nonNegative, 0.01),
};

/** Options of the whole loss with the paper's defaults, to be spread into a strategy's schema. */
export const crlcLossFields = {
  ...clusterLossFields,
  /** tau of the feature contrast. */
  temperature: v.optional(positive, 0.1),
  /** Weight of the feature contrast. */
  lambda2: v.optional(nonNegative, 10),
};

const clusterLossSchema = v.strictObject(clusterLossFields);
const crlcLossSchema = v.strictObject(crlcLossFields);

export type ClusterLossOptions = Readonly<v.InferOutput<typeof clusterLossSchema>>;
export type CrlcLossOptions = Readonly<v.InferOutput<typeof crlcLossSchema>>;
