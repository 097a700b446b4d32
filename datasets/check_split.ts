import { CrlcError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";

/**
 * Refuses a split that a data set does not have.
 *
 * @param split What was asked for.
 * @param known The splits there are, joined ones included.
 * @param dataset Name of the data set, for the message.
 * @throws {CrlcError} `UNKNOWN_SPLIT` with the known splits and the nearest one.
 */
export function checkSplit(split: string, known: readonly string[], dataset: string): void {
  if (known.includes(split)) return;
  throw new CrlcError(
    "usage",
    "UNKNOWN_SPLIT",
    `Cannot open split "${split}" of data set "${dataset}": known splits are ${known.join(", ")}`,
    { hint: didYouMean(split, known) },
  );
}
