import { CrlcError } from "../../core/errors.ts";
import type { Io } from "../io.ts";

export { folderIfKnown, folderOf, type Folders } from "../../core/folders.ts";

/**
 * A whole number of at least 1 from the environment.
 *
 * @throws {CrlcError} `BAD_VARIABLE` if it is anything else.
 */
export function numberOf(io: Pick<Io, "env">, variable: string): number | undefined {
  const text = io.env(variable);
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CrlcError(
    "usage",
    "BAD_VARIABLE",
    `Cannot use ${variable}: it must be a whole number of at least 1, and is "${text}"`,
  );
}
