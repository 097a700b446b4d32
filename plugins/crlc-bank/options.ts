import * as v from "valibot";
import { count } from "../../core/whole.ts";
import { crlcLossEntries } from "../../nn/losses/options.ts";
import { headEntries, networkEntries } from "../parts/encoder.ts";
import { END_TO_END, trainingEntries } from "../parts/training.ts";

// There is one view, so that nothing is to be said of negatives in, and entropies of, two.
const { negatives: _negatives, entropy: _entropy, ...lossEntries } = crlcLossEntries;

/** The options of CRLC with memory banks (crlc.md 5.2). */
export const crlcBankOptions = v.strictObject({
  ...networkEntries,
  ...headEntries(10),
  ...lossEntries,
  /** K: rows of the banks that compete with each image's own, the same for a whole batch. */
  bankNegatives: v.optional(
    count,
    4096,
  ),
  /** m: how much of an old row stays. */
  bankMomentum: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.5),
  ...trainingEntries(END_TO_END),
});

export type CrlcBankOptions = v.InferOutput<typeof crlcBankOptions>;
