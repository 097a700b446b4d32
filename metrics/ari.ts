import { contingency } from "./contingency.ts";

/**
 * The adjusted Rand index of two labellings of the same samples (Hubert and Arabie 1985): the
 * share of pairs of samples on which they agree, so scaled that chance gives 0.
 *
 * Pairs are counted exactly, with integers of any size. As in scikit-learn, it is 1 where
 * both labellings agree on every pair, trivial ones included.
 *
 * @example
 * ```ts
 * import { ari } from "@crlc/crlc/metrics";
 * import { strictEqual } from "node:assert/strict";
 *
 * strictEqual(ari([0, 0, 1, 1], [1, 1, 0, 0]), 1);
 * strictEqual(ari([0, 0, 1, 1], [0, 1, 0, 1]), -0.5);
 * ```
 *
 * @param a Labels `[n]`; any integers.
 * @param b Labels `[n]`; any integers.
 * @returns A value in `[-0.5, 1]`.
 * @throws {RangeError} If `a` and `b` differ in length.
 */
export function ari(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const { samples, sizes, cells } = contingency(a, b);
  const squares = (counts: Iterable<number>) =>
    [...counts].reduce((sum, count) => sum + BigInt(count) ** 2n, 0n);
  const together = squares(cells.map((cell) => cell.count));
  const inA = squares(sizes[0]), inB = squares(sizes[1]), n = BigInt(samples);
  // Ordered pairs of samples: in one group in both labellings, only in a, only in b, in neither.
  const both = together - n, onlyA = inA - together, onlyB = inB - together;
  const neither = n * n - inA - inB + together;
  if (onlyA === 0n && onlyB === 0n) return 1;
  const numerator = 2n * (both * neither - onlyA * onlyB);
  const denominator = (both + onlyA) * (onlyA + neither) + (both + onlyB) * (onlyB + neither);
  return Number(numerator) / Number(denominator);
}
