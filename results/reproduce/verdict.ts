import { spread } from "../spread.ts";

/** What a few seeds say of a direction. */
export interface Verdict {
  readonly verdict: "holds" | "fails" | "undecided";
  /** Mean of the differences of runs with the same seed, or log2 of a ratio of deviations. */
  readonly mean: number;
  /** Ends of its 95 % interval. */
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
  return judge(mean, half, slack);
}

/** 97.5 % points of F with as many degrees of freedom above as below, from 1 on. */
const F = [647.79, 39, 15.44, 9.605, 7.146, 5.82, 4.995, 4.433, 4.026];

/**
 * Decides whether runs scatter less than others, by the same rule: of log2 of the ratio of both
 * standard deviations, whose interval is that of F.
 *
 * @param less Scores of the runs that are to scatter less, two to ten.
 * @param more As many of the others.
 * @returns Nothing where a deviation is zero, of which there is no ratio.
 * @throws {RangeError} For fewer than two scores, more than ten, or different numbers of them.
 */
export function steadierVerdict(
  less: readonly number[],
  more: readonly number[],
  slack: number,
): Verdict | undefined {
  const n = less.length;
  if (n !== more.length || n < 2 || n > F.length + 1) {
    throw new RangeError(`Cannot compare ${n} and ${more.length} scores: as many, two to ten`);
  }
  const [own, other] = [spread(less)!.sd, spread(more)!.sd];
  if (own === 0 || other === 0) return undefined;
  return judge(Math.log2(other / own), Math.log2(F[n - 2]) / 2, slack);
}

function judge(mean: number, half: number, slack: number): Verdict {
  const [low, high] = [mean - half, mean + half];
  const verdict = low > -slack ? "holds" : high < -slack ? "fails" : "undecided";
  return { verdict, mean, low, high };
}
