import * as v from "valibot";

/** The options of k-means. */
export const kmeansOptions = v.strictObject({
  /** How often it begins anew; the start with the lowest inertia is kept. */
  starts: v.optional(
    v.pipe(v.number(), v.integer("a whole number"), v.minValue(1, "1 or more")),
    10,
  ),
});

export type KmeansOptions = v.InferOutput<typeof kmeansOptions>;
