import { CrlcError } from "../../core/errors.ts";

/**
 * The error for an official file that is not as its makers publish it.
 *
 * @param reason What must hold and what is the case.
 */
export function damagedFile(file: string, reason: string): CrlcError {
  return new CrlcError("data", "DAMAGED_FILE", `Cannot read "${file}": ${reason}`, {
    hint: "import or fetch the data set again",
  });
}
