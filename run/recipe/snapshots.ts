import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { count } from "../../core/numbers.ts";
import type { Field } from "../../core/field.ts";
import type { RecipeOverrides } from "./overrides.ts";

/** After how many epochs a snapshot is taken, and of which split; of the one trained on where absent. */
export interface Snapshots {
  readonly every: number;
  readonly split?: string;
}

/** Snapshots as a recipe may have them: a number alone is the epochs, and null none. */
export const snapshotsSchema: Field<Snapshots | undefined> = v.pipe(
  v.nullable(v.union([count, v.strictObject({ every: count, split: v.optional(v.string()) })])),
  v.transform((given) => typeof given === "number" ? { every: given } : given ?? undefined),
);

interface WithSnapshots {
  readonly snapshots?: Snapshots;
}

/**
 * The snapshots of a recipe, with what the command line says of them.
 *
 * @throws {CrlcError} `BAD_USAGE` for a split of which nothing would be written.
 */
export function withSnapshots(
  { snapshots: own }: WithSnapshots,
  given: RecipeOverrides["snapshots"],
): WithSnapshots {
  const every = given?.every ?? own?.every, split = given?.split ?? own?.split;
  if (every !== undefined) return { snapshots: { every, ...split !== undefined && { split } } };
  if (split === undefined) return {};
  throw new CrlcError(
    "usage",
    "BAD_USAGE",
    "Cannot use --snapshot-split: it must be said how often as well, and is not",
    { hint: "for example --snapshots 10" },
  );
}
