import type { Quarantined } from "../../datasets/dataset.ts";
import { byReason } from "../../datasets/by_reason.ts";

/**
 * Says how many files of a data set could not be used, and why.
 *
 * @param used Images that could.
 * @param list The file that lists them all, where there is one.
 * @returns Nothing where all could be used.
 */
export function leftOut(
  quarantined: readonly Quarantined[],
  used: number,
  list?: string,
): string | undefined {
  const n = quarantined.length;
  if (n === 0) return undefined;
  const total = (used + n).toLocaleString("en"), reasons = byReason(quarantined);
  return `${n.toLocaleString("en")} of ${total} files cannot be used and ${
    n === 1 ? "is" : "are"
  } left out (${reasons})${list === undefined ? "" : `; ${list} lists ${n === 1 ? "it" : "them"}`}`;
}
