import * as v from "valibot";
import { headEntries, networkEntries } from "../parts/encoder.ts";
import { adam, trainingEntries } from "../parts/training.ts";

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const weight = v.pipe(v.number(), v.finite(), v.minValue(0));

/** The options of PICA. */
export const picaOptions = v.strictObject({
  backbone: networkEntries.backbone,
  ...headEntries(1),
  /** lambda: weight of the balance of the clusters. */
  balance: v.optional(weight, 2),
  /** What the similarities of clusters are divided by. */
  temperature: v.optional(positive, 1),
  ...trainingEntries({
    epochs: 200,
    batchSize: 256,
    batching: "drop",
    optimiser: adam(1e-4, 0),
    schedule: { kind: "constant" },
  }),
});

export type PicaOptions = v.InferOutput<typeof picaOptions>;
