import { CrlcError } from "../core/errors.ts";

/** The error of a part that is here and cannot be loaded: some of its files are gone or damaged. */
export function partBroken(name: string, reason: string): CrlcError {
  return new CrlcError(
    "resource",
    "PART_BROKEN",
    `Cannot use the part "${name}": its files must be as they were installed, and are not: ${
      reason.split("\n")[0]
    }`,
    { hint: `crlc parts remove ${name}, then crlc parts add ${name}` },
  );
}
