import type { EpochReport } from "../api.ts";

/**
 * Says so where a whole epoch has passed in which a stage that learns from what it selects has
 * selected nothing.
 *
 * @returns A text for a warning; nothing where something was selected, or nothing is to be.
 */
export function describeIdle(
  { epoch, terms: { selected } }: Pick<EpochReport, "epoch" | "terms">,
): string | undefined {
  if (typeof selected !== "number" || selected > 0) return undefined;
  return `no pair of images was selected in epoch ${epoch}, so that nothing was learned from pairs: the thresholds are too far apart: lower upper.from, or raise lower.from`;
}
