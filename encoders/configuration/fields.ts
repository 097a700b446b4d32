import * as v from "valibot";
import type { Preprocessing } from "../preprocessing.ts";
import { badWeights } from "../weights/weights.ts";

/** One number a channel. */
export const three = v.tuple([v.number(), v.number(), v.number()]);

/** A key that may be missing, and that some files hold as null. */
export const perhaps = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema));

/**
 * What a file says, of the keys that matter.
 *
 * @throws {CrlcError} `BAD_WEIGHTS` if they are not of the form that they must have.
 */
export function check<S extends v.GenericSchema>(
  schema: S,
  given: unknown,
  file: string,
): v.InferOutput<S> {
  const { success, output, issues } = v.safeParse(schema, given);
  if (success) return output;
  const [issue] = issues;
  throw badWeights(`${file} cannot be followed: ${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
}

/** @throws {CrlcError} `BAD_WEIGHTS` if it is none that the resampler has. */
export function interpolationOf(
  named: string | number,
  file: string,
): Preprocessing["interpolation"] {
  if (named === "bicubic" || named === 3) return "bicubic";
  if (named === "bilinear" || named === 2) return "bilinear";
  throw badWeights(
    `pictures are resized bilinearly or bicubically, and ${file} asks for ${JSON.stringify(named)}`,
  );
}
