import * as v from "valibot";
import { clusterLossEntries } from "../../nn/losses/options.ts";
import { headEntries, networkEntries } from "../encoder.ts";
import { sgd } from "../pretraining.ts";
import { trainingEntries } from "../training.ts";

/** The options of the clustering head alone, with the paper's defaults (crlc.md 5.1). */
export const crlcHeadOptions = v.strictObject({
  backbone: networkEntries.backbone,
  ...headEntries(10),
  ...clusterLossEntries,
  ...trainingEntries({
    epochs: 2000,
    batchSize: 512,
    batching: "carry",
    optimiser: sgd(0.1, 5e-4),
    schedule: { kind: "constant" },
  }),
});

export type CrlcHeadOptions = v.InferOutput<typeof crlcHeadOptions>;
