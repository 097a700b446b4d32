/** Numbers, or arrays of them, nested evenly. */
export type Nested = number | readonly Nested[];

/** How far apart two numbers may be, relative to `max(1, |expected|)`. */
export interface Tolerances {
  /** What is computed in double precision. */
  readonly float64: number;
  readonly value: number;
  readonly gradient: number;
}

/** What a case gave beside what it should have given. */
export interface Comparison {
  readonly what: string;
  readonly got: Nested;
  readonly expected: Nested;
  readonly tolerance: number;
}

/** One line of the report. */
export interface CaseResult {
  readonly group: string;
  readonly name: string;
  /** The largest difference, measured against its tolerance; null where it is not finite. */
  readonly difference: number | null;
  readonly tolerance: number;
  readonly pass: boolean;
  /** Why it failed, where that is more than a difference. */
  readonly reason?: string;
}

/** Judges a case by its worst number. A case that compares nothing fails. */
export function judge(
  group: string,
  name: string,
  comparisons: readonly Comparison[],
): CaseResult {
  if (comparisons.length === 0) return failure(group, name, "nothing to compare");
  let worst = { ratio: -1, difference: 0, tolerance: 0, what: "" };
  for (const { what, got, expected, tolerance } of comparisons) {
    const shapes = [shapeOf(got), shapeOf(expected)];
    if (shapes[0] !== shapes[1]) {
      return failure(group, name, `${what} must be of shape ${shapes[1]}, and is ${shapes[0]}`);
    }
    const difference = largestDifference(got, expected);
    const ratio = tolerance > 0 ? difference / tolerance : difference > 0 ? Infinity : 0;
    if (ratio > worst.ratio) worst = { ratio, difference, tolerance, what };
  }
  const pass = worst.ratio <= 1;
  return {
    group,
    name,
    difference: Number.isFinite(worst.difference) ? worst.difference : null,
    tolerance: worst.tolerance,
    pass,
    ...(pass ? {} : { reason: worst.what }),
  };
}

/** A case that could not be compared. */
export function failure(group: string, name: string, reason: string): CaseResult {
  return { group, name, difference: null, tolerance: 0, pass: false, reason };
}

/** Largest `|got - expected| / max(1, |expected|)`; infinite if any number is not finite. */
function largestDifference(got: Nested, expected: Nested): number {
  const a = numbersOf(got), b = numbersOf(expected);
  const differences = a.map((x, i) => Math.abs(x - b[i]) / Math.max(1, Math.abs(b[i])));
  return differences.reduce(
    (largest, x) => Math.max(largest, Number.isFinite(x) ? x : Infinity),
    0,
  );
}

function numbersOf(nested: Nested): readonly number[] {
  return typeof nested === "number" ? [nested] : nested.flatMap(numbersOf);
}

/** Such as "[2, 3]"; uneven nesting shows up as a different number of numbers. */
function shapeOf(nested: Nested): string {
  const shape: number[] = [];
  for (let level = nested; Array.isArray(level); level = level[0]) shape.push(level.length);
  const numbers = numbersOf(nested).length;
  return `[${shape.join(", ")}]${numbers === shape.reduce((a, b) => a * b, 1) ? "" : " (uneven)"}`;
}
