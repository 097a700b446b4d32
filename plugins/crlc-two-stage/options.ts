import * as v from "valibot";
import { count } from "../../core/whole.ts";
import { clusterLossEntries } from "../../nn/losses/options.ts";
import { headEntries, networkEntries } from "../parts/encoder.ts";
import { pretrainingEntries } from "../parts/pretraining.ts";
import { adam, trainingEntries } from "../parts/training.ts";

/** The options of two-stage CRLC (crlc.md 5.3); those of training are the second stage's. */
export const crlcTwoStageOptions = v.strictObject({
  ...networkEntries,
  backbone: v.optional(networkEntries.backbone.wrapped, "resnet18"),
  ...headEntries(10),
  /** The first stage's. */
  pretrain: v.optional(v.strictObject(pretrainingEntries), {}),
  /** Neighbours an image's partner is drawn from. */
  neighbours: v.optional(count, 50),
  /** Whether the second stage trains the clustering heads alone. */
  freezeBackbone: v.optional(v.boolean(), false),
  ...clusterLossEntries,
  ...trainingEntries({
    epochs: 200,
    batchSize: 128,
    batching: "drop",
    optimiser: adam(1e-4, 1e-4),
    schedule: { kind: "constant" },
  }),
});

export type CrlcTwoStageOptions = v.InferOutput<typeof crlcTwoStageOptions>;
