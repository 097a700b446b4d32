import * as v from "valibot";
import { crlcLossEntries } from "../../nn/losses/options.ts";
import { headEntries, networkEntries } from "../encoder.ts";
import { sgd } from "../pretraining.ts";
import { trainingEntries } from "../training.ts";

/** The options of CRLC; the defaults are the paper's for end-to-end clustering (crlc.md 5.1). */
export const crlcOptions = v.strictObject({
  ...networkEntries,
  ...headEntries(10),
  ...crlcLossEntries,
  ...trainingEntries({
    epochs: 2000,
    batchSize: 512,
    batching: "carry",
    optimiser: sgd(0.1, 5e-4),
    schedule: { kind: "constant" },
  }),
});

export type CrlcOptions = v.InferOutput<typeof crlcOptions>;
