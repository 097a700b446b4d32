import * as v from "valibot";
import { count } from "../../core/whole.ts";
import { crlcLossEntries } from "../../nn/losses/options.ts";
import { headEntries, networkEntries } from "../parts/encoder.ts";
import { sgd, trainingEntries } from "../parts/training.ts";

/** The options of semi-supervised CRLC (crlc.md 5.4). */
export const crlcSemiOptions = v.strictObject({
  ...networkEntries,
  ...headEntries(10),
  ...crlcLossEntries,
  /** Weight of the cross-entropy. */
  lambda3: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 1),
  /** Labelled images of each class. */
  perClass: v.optional(count, 4),
  /** Labelled images a batch. */
  labelledBatch: v.optional(count, 64),
  ...trainingEntries({
    epochs: 2000,
    batchSize: 512,
    batching: "drop",
    optimiser: sgd(0.1, 5e-4),
    schedule: { kind: "cosine", floorRate: 0.1 },
  }),
});

export type CrlcSemiOptions = v.InferOutput<typeof crlcSemiOptions>;
