import * as v from "valibot";
import { count } from "../../core/whole.ts";
import { networkEntries } from "../parts/encoder.ts";
import { trainingEntries } from "../parts/training.ts";

/** The options of FixMatch with the paper's defaults for CIFAR-10. */
export const fixmatchOptions = v.strictObject({
  backbone: v.optional(networkEntries.backbone.wrapped, "resnet18"),
  /** Labelled images of each class. */
  perClass: v.optional(count, 4),
  /** Labelled images a batch, B; the paper's mu is `batchSize` over this. */
  labelledBatch: v.optional(count, 64),
  /** tau: images whose most probable class has at least this are learned from. */
  threshold: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.95),
  /** lambda_u. */
  unlabelledWeight: v.optional(v.pipe(v.number(), v.minValue(0)), 1),
  /** Of the exponential average of the weights that predicts; 0: the weights predict. */
  averageDecay: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0.999),
  ...trainingEntries({
    epochs: 1000,
    batchSize: 448,
    batching: "drop",
    optimiser: {
      kind: "sgd",
      learningRate: 0.03,
      momentum: 0.9,
      weightDecay: 5e-4,
      nesterov: true,
      decayAll: false,
    },
    schedule: { kind: "fixmatch-cosine" },
  }),
});

export type FixmatchOptions = v.InferOutput<typeof fixmatchOptions>;
