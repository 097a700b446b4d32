import { CrlcError } from "../../core/errors.ts";

/** The error for a change of names that cannot be made. */
export function refusal(must: string, hint = "crlc names RUN lists the keys"): CrlcError {
  return new CrlcError("usage", "BAD_NAMES", `Cannot change names: ${must}`, { hint });
}
