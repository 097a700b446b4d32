import { quoteName } from "../core/quote_name.ts";
import type { Quarantined } from "./dataset.ts";

/** Reasons that are given; those of fewer files are counted. */
const MOST_REASONS = 4;

/** Files that cannot be used for one reason. */
export interface Reason {
  readonly reason: string;
  readonly count: number;
  /** The path of the first. */
  readonly first: string;
}

/** Why files cannot be used, the most frequent reason first. */
export function reasonsOf(files: readonly Quarantined[]): Reason[] {
  return [...Map.groupBy(files, ({ reason }) => reason)]
    .map(([reason, same]) => ({ reason, count: same.length, first: same[0].path }))
    .sort((a, b) => b.count - a.count);
}

/** Says why files cannot be used: `"a.pgm" is a PGM file, which is not read (and 3 more); ...`. */
export function byReason(files: readonly Quarantined[]): string {
  const reasons = reasonsOf(files);
  const said = reasons.slice(0, MOST_REASONS).map(({ reason, count, first }) => {
    const more = count === 1 ? "" : ` (and ${(count - 1).toLocaleString("en")} more)`;
    return `${quoteName(first)} ${reason}${more}`;
  });
  const rest = reasons.slice(MOST_REASONS).reduce((sum, { count }) => sum + count, 0);
  if (rest > 0) said.push(`${rest.toLocaleString("en")} more for other reasons`);
  return said.join("; ");
}
