import { CrlcError } from "../../core/errors.ts";

/** What is thrown where a figure tells right from wrong and there are no classes. */
export function needsLabels(kind: string, run: string): CrlcError {
  return new CrlcError(
    "data",
    "NO_LABELS",
    `Cannot draw ${kind} of "${run}": the images must have classes, and have none`,
    { hint: "crlc report shows clusters without classes" },
  );
}
