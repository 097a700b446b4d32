import { type Contingency, contingency } from "./contingency.ts";

/** Entropy of group sizes, in nats. */
export function entropyOfSizes(sizes: ArrayLike<number>): number {
  const all = Array.from(sizes), samples = all.reduce((sum, size) => sum + size, 0);
  return all.reduce(
    (sum, size) => size > 0 ? sum - size / samples * Math.log(size / samples) : sum,
    0,
  );
}

/**
 * Mutual information of two labellings of the same samples, in nats.
 *
 * @throws {RangeError} If `a` and `b` differ in length.
 */
export function mutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return ofTable(contingency(a, b));
}

function ofTable({ samples, sizes, cells }: Contingency): number {
  const information = cells.reduce((sum, { a, b, count }) => {
    const ratio = Math.log(count) + Math.log(samples) - Math.log(sizes[0][a]) -
      Math.log(sizes[1][b]);
    return sum + count / samples * ratio;
  }, 0);
  return information < Number.EPSILON ? 0 : information;
}

/**
 * Normalised mutual information between two labellings of the same samples.
 *
 * Natural logarithms, divided by the arithmetic mean of both entropies unless asked otherwise:
 * scikit-learn's default. 1 where both are one group alone, 0 where only one is.
 *
 * @example A relabelling carries the same information
 * ```ts
 * import { nmi } from "@crlc/crlc/metrics";
 * import { strictEqual } from "node:assert/strict";
 *
 * strictEqual(nmi(Int32Array.of(0, 0, 1, 1), Int32Array.of(7, 7, 3, 3)), 1);
 * ```
 *
 * @param a Labels `[n]`; any integers.
 * @param b Labels `[n]`; any integers, not necessarily the same alphabet.
 * @param average Which mean of the entropies divides; some papers use the geometric one.
 * @returns A value in `[0, 1]`.
 * @throws {RangeError} If `a` and `b` differ in length.
 */
export function nmi(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  average: "arithmetic" | "geometric" = "arithmetic",
): number {
  const table = contingency(a, b);
  const groups = table.labels.map((labels) => labels.length);
  // Each group of one side is one of the other: no sum to round.
  if (groups.every((count) => count === table.cells.length)) return 1;
  const information = groups.includes(1) ? 0 : ofTable(table);
  if (information === 0) return 0;
  const [h0, h1] = table.sizes.map(entropyOfSizes);
  const mean = average === "geometric" ? Math.sqrt(h0 * h1) : (h0 + h1) / 2;
  return Math.min(1, information / mean);
}
