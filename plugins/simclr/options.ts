import * as v from "valibot";
import { count } from "../../core/whole.ts";
import { networkEntries } from "../parts/encoder.ts";
import { pretrainingEntries } from "../parts/pretraining.ts";

/** The options of SimCLR; the defaults are those of CRLC's first stage (crlc.md 5.3). */
export const simclrOptions = v.strictObject({
  ...networkEntries,
  backbone: v.optional(networkEntries.backbone.wrapped, "resnet18"),
  ...pretrainingEntries,
  /** How often k-means begins anew. */
  starts: v.optional(count, 10),
});

export type SimclrOptions = v.InferOutput<typeof simclrOptions>;
