import * as v from "valibot";
import { crlcLossEntries } from "../../nn/losses/options.ts";
import { headEntries, networkEntries } from "../parts/encoder.ts";
import { END_TO_END, trainingEntries } from "../parts/training.ts";

/** The options of CRLC; the defaults are the paper's for end-to-end clustering (crlc.md 5.1). */
export const crlcOptions = v.strictObject({
  ...networkEntries,
  ...headEntries(10),
  ...crlcLossEntries,
  ...trainingEntries(END_TO_END),
});

export type CrlcOptions = v.InferOutput<typeof crlcOptions>;
