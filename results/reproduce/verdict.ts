/** What five seeds say of a direction. */
export interface Verdict {
  readonly verdict: "holds" | "fails" | "undecided";
  /** Mean of the differences of runs with the same seed. */
  readonly mean: number;
  /** Ends of the 95 % interval of that mean. */
  readonly low: number;
  readonly high: number;
}

/** 97.5 % points of Student's t, by degrees of freedom from 1 on. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/**
 * Decides a direction by a rule that is fixed before the runs: it holds where the whole 95 %
 * interval of the mean difference (Student's t, pairs of the same seed) lies above `-slack`, does
 * not hold where the whole interval lies below it, and is undecided else.
 *
 * @param differences Larger minus smaller, by the direction; two to ten.
 * @param slack 0 for "more than", how much less is still "as much" for "at least".
 * @throws {RangeError} For fewer than two differences, or more than ten.
 */
export function verdictOf(differences: readonly number[], slack: number): Verdict {
  const n = differences.length;
  if (n < 2 || n > T.length + 1) {
    throw new RangeError(`Cannot decide by ${n} pairs: two to ${T.length + 1} must be given`);
  }
  const mean = differences.reduce((a, b) => a + b, 0) / n;
  const squares = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0);
  const half = T[n - 2] * Math.sqrt(squares / (n - 1) / n);
  const [low, high] = [mean - half, mean + half];
  const verdict = low > -slack ? "holds" : high < -slack ? "fails" : "undecided";
  return { verdict, mean, low, high };
}
