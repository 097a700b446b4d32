import { CrlcError } from "../../core/errors.ts";
import type { Quarantined } from "../dataset.ts";
import { quoteName } from "../../core/quote_name.ts";

/**
 * Whether so many bad images are too many.
 *
 * @param total Good and bad ones.
 * @param maxBad Largest share, 0 to 1.
 */
export function areTooMany(bad: number, total: number, maxBad: number): boolean {
  return bad > maxBad * total;
}

/**
 * The error of a folder with too many bad images.
 *
 * @param early Whether there may be more of them.
 */
export function tooManyBad(
  root: string,
  bad: readonly Quarantined[],
  total: number,
  early: boolean,
  maxBad: number,
): CrlcError {
  const first = bad.slice(0, 3).map(({ path, reason }) => `${quoteName(path)} ${reason}`);
  return new CrlcError(
    "data",
    "TOO_MANY_BAD_IMAGES",
    `Cannot use folder ${quoteName(root)}: at most ${Number((maxBad * 100).toPrecision(3))} % of ` +
      `its images may be bad, and ${early ? "at least " : ""}${bad.length} of ${total} are (${
        first.join("; ")
      }${bad.length > first.length ? "; ..." : ""})`,
    { hint: "mend or remove them, or allow a larger share with --max-bad, such as --max-bad 0.2" },
  );
}
