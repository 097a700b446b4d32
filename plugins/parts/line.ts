import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import type { DefaultedField } from "../../core/field.ts";
import { share } from "../../core/numbers.ts";

/** A number that goes from one value to another, in a line over a stage. */
export interface Line {
  readonly from: number;
  readonly to: number;
}

/** The option of a threshold that changes in a line over the stage. */
export function lineField(from: number, to: number): DefaultedField<Line> {
  const schema = v.strictObject({ from: v.optional(share, from), to: v.optional(share, to) });
  return v.optional(schema, { from, to });
}

/** @param progress Share of the stage's steps that are done. */
export function along({ from, to }: Line, progress: tf.Scalar): tf.Scalar {
  return tf.add(tf.mul(progress, to - from), from);
}
