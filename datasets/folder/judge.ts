import { CrlcError } from "../../core/errors.ts";
import type { Quarantined } from "../dataset.ts";
import { quoteName } from "../../core/quote_name.ts";
import { byReason } from "../by_reason.ts";

/** Those of some unusable files that were meant as images, and so count. */
export function counting(files: readonly Quarantined[]): Quarantined[] {
  return files.filter(({ aside }) => !aside);
}

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
 * @param files Those that are bad, and others that cannot be used.
 * @param early Whether there may be more of them.
 */
export function tooManyBad(
  root: string,
  files: readonly Quarantined[],
  total: number,
  early: boolean,
  maxBad: number,
): CrlcError {
  const bad = counting(files), share = bad.length / total;
  if (!early && share === 1) return noneUsable(root, files);
  // Rounded up, so that it is enough; of an unknown number only the largest share surely is.
  const enough = early ? 1 : Math.ceil(share * 100 - 1e-9) / 100;
  const left = early
    ? "leaves out whatever is bad, and says how many are"
    : `leaves them out and uses the other ${(total - bad.length).toLocaleString("en")}`;
  return new CrlcError(
    "data",
    "TOO_MANY_BAD_IMAGES",
    `Cannot use folder ${quoteName(root)}: at most ${Number((maxBad * 100).toPrecision(3))} % of ` +
      `its images may be bad, and ${early ? "at least " : ""}${bad.length} of ${total} are (${
        byReason(bad)
      })`,
    { hint: `mend or remove them; --max-bad ${enough} ${left}` },
  );
}

/** The error of a folder none of whose images can be used. */
export function noneUsable(root: string, bad: readonly Quarantined[]): CrlcError {
  return new CrlcError(
    "data",
    "NO_IMAGES",
    `Cannot use folder ${
      quoteName(root)
    }: some image must be usable, and none of ${bad.length} is (${byReason(bad)})`,
    { hint: "mend them, or give another folder" },
  );
}
