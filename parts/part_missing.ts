import { CrlcError } from "../core/errors.ts";
import type { Part } from "./part.ts";

/** That a part is needed and is not there: an error as others, which tells whoever can ask the part. */
export interface PartMissing extends CrlcError {
  readonly part: Part;
}

/**
 * Makes the error of a part that is missing. Whoever can ask a person catches it, and may add the
 * part and begin anew.
 */
export function partMissing(part: Part): PartMissing {
  const { name, neededFor } = part;
  const error = new CrlcError(
    "resource",
    "PART_MISSING",
    `Cannot go on without the part "${name}": it is needed for ${neededFor}, and is not installed`,
    { hint: `crlc parts add ${name}` },
  );
  return Object.assign(error, { part });
}
