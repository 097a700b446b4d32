import * as v from "valibot";
import { clusterLossEntries } from "../../nn/losses/options.ts";
import { headEntries, networkEntries } from "../parts/encoder.ts";
import { END_TO_END, trainingEntries } from "../parts/training.ts";

/** The options of the clustering head alone, with the paper's defaults (crlc.md 5.1). */
export const crlcHeadOptions = v.strictObject({
  backbone: networkEntries.backbone,
  ...headEntries(10),
  ...clusterLossEntries,
  ...trainingEntries(END_TO_END),
});

export type CrlcHeadOptions = v.InferOutput<typeof crlcHeadOptions>;
