import * as v from "valibot";
import { count } from "../../core/whole.ts";

/** The options of k-means. */
export const kmeansOptions = v.strictObject({
  /** How often it begins anew; the start with the lowest inertia is kept. */
  starts: v.optional(
    count,
    10,
  ),
});

export type KmeansOptions = v.InferOutput<typeof kmeansOptions>;
