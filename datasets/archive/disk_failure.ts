import { CrlcError, messageOf } from "../../core/errors.ts";

const FULL = /no space left|os error 28\b|disk quota|file too large/i;

/**
 * Turns a failure to write data into an error that a person can mend; anything else stays as it is.
 *
 * @param doing What could not be done, to follow "Cannot".
 */
export function diskFailure(error: unknown, doing: string): unknown {
  if (error instanceof CrlcError || !(error instanceof Error)) return error;
  if (FULL.test(messageOf(error))) {
    return new CrlcError(
      "resource",
      "DISK_FULL",
      `Cannot ${doing}: the disk must have room, and is full`,
      { hint: "free some space, or choose another data folder with --data", cause: error },
    );
  }
  if (
    error instanceof Deno.errors.PermissionDenied || /read-only file system/i.test(error.message)
  ) {
    return new CrlcError(
      "resource",
      "CANNOT_WRITE",
      `Cannot ${doing}: the data folder must be writable, and is not (${error.message})`,
      { hint: "choose another data folder with --data", cause: error },
    );
  }
  return error;
}
