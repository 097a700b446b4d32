import * as v from "valibot";
import { crlcLossEntries } from "../../nn/losses/options.ts";
import { backboneSchema } from "../../nn/resnet.ts";
import { trainingEntries } from "../training.ts";

const count = v.pipe(v.number(), v.integer("a whole number"), v.minValue(1, "1 or more"));

/** The options of CRLC; the defaults are the paper's for end-to-end clustering (crlc.md 5.1). */
export const crlcOptions = v.strictObject({
  backbone: v.optional(backboneSchema, "resnet34"),
  /** Size of the representation head's output. */
  featureSize: v.optional(count, 128),
  /** Clustering sub-heads, S. */
  subHeads: v.optional(count, 10),
  ...crlcLossEntries,
  ...trainingEntries({
    epochs: 2000,
    batchSize: 512,
    batching: "carry",
    optimiser: {
      kind: "sgd",
      learningRate: 0.1,
      momentum: 0.9,
      weightDecay: 5e-4,
      nesterov: false,
      decayAll: false,
    },
    schedule: { kind: "constant" },
  }),
});

export type CrlcOptions = v.InferOutput<typeof crlcOptions>;
