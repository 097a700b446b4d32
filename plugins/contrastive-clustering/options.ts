import * as v from "valibot";
import { headEntries, networkEntries } from "../parts/encoder.ts";
import { adam, trainingEntries } from "../parts/training.ts";

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const weight = v.pipe(v.number(), v.finite(), v.minValue(0));

/** The options of Contrastive Clustering with the paper's defaults. */
export const contrastiveClusteringOptions = v.strictObject({
  ...networkEntries,
  ...headEntries(1),
  /** Temperature of the contrast of images. */
  temperature: v.optional(positive, 0.5),
  /** Temperature of the contrast of clusters. */
  clusterTemperature: v.optional(positive, 1),
  /** Weight of the entropy of the cluster sizes; the paper has 1. */
  entropyWeight: v.optional(weight, 1),
  ...trainingEntries({
    epochs: 1000,
    batchSize: 256,
    batching: "drop",
    optimiser: adam(3e-4, 0),
    schedule: { kind: "constant" },
  }),
});

export type ContrastiveClusteringOptions = v.InferOutput<typeof contrastiveClusteringOptions>;
