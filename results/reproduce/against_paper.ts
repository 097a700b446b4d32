import type { Spread } from "../spread.ts";

/** A score of ours beside the paper's. */
export interface AgainstPaper {
  readonly score: string;
  /** The deviation is absent where the paper reports none. */
  readonly paper: { readonly mean: number; readonly sd?: number };
  /** Ours less the paper's. */
  readonly difference: number;
  readonly verdict:
    | "within one standard deviation"
    | "within two standard deviations"
    | "higher"
    | "lower";
}

/**
 * Compares means with those of a paper, by the larger of both standard deviations: within one, within
 * two, or else higher or lower.
 */
export function againstPaper(
  ours: Readonly<Record<string, Spread | undefined>>,
  reported: Readonly<Record<string, unknown>>,
): AgainstPaper[] {
  return Object.entries(ours).flatMap(([score, own]) => {
    const paper = reported[score] as readonly [number, number?] | undefined;
    if (!own || !paper) return [];
    const [mean, sd] = paper, difference = own.mean - mean;
    const unit = Math.max(sd ?? 0, own.sd), far = Math.abs(difference) - 1e-9;
    const verdict = far <= unit
      ? "within one standard deviation"
      : far <= 2 * unit
      ? "within two standard deviations"
      : difference > 0
      ? "higher"
      : "lower";
    return [{ score, paper: { mean, ...sd !== undefined && { sd } }, difference, verdict }];
  });
}
