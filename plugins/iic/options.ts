import * as v from "valibot";
import { headEntries, networkEntries } from "../parts/encoder.ts";
import { adam, trainingEntries } from "../parts/training.ts";

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const weight = v.pipe(v.number(), v.finite(), v.minValue(0));

/** The options of IIC with the paper's defaults for CIFAR-10. */
export const iicOptions = v.strictObject({
  backbone: networkEntries.backbone,
  ...headEntries(5),
  /** Over-clustering sub-heads have this many times as many clusters. */
  overclustering: v.optional(positive, 7),
  /** lambda: how much the marginals count; 1 is plain mutual information. */
  marginalWeight: v.optional(weight, 1),
  ...trainingEntries({
    epochs: 2000,
    batchSize: 660,
    batching: "drop",
    optimiser: adam(1e-4, 0),
    schedule: { kind: "constant" },
  }),
});

export type IicOptions = v.InferOutput<typeof iicOptions>;
