import * as v from "valibot";
import type { Field } from "../core/field.ts";

const channels = v.pipe(
  v.array(v.number()),
  v.minLength(1, "a list of 1 to 3 numbers"),
  v.maxLength(3, "a list of 1 to 3 numbers"),
);

/** Mean and standard deviation a channel, of values in [0, 1]; null for none. */
export type Normalise = { mean: number[]; std: number[] } | null;

/** Schema of what is subtracted and divided by last, one value a channel; null leaves [0, 1]. */
export const normaliseSchema: Field<Normalise> = v.nullable(v.pipe(
  v.strictObject({
    mean: channels,
    std: v.pipe(
      channels,
      v.check((std) => std.every((x) => x > 0), "must be a list of numbers above 0"),
    ),
  }),
  v.check(
    ({ mean, std }) => mean.length === std.length,
    'must be an object whose "mean" and "std" are equally long',
  ),
));
