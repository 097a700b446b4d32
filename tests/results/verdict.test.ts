import { ok, strictEqual, throws } from "node:assert/strict";
import { steadierVerdict, verdictOf } from "../../results/reproduce/verdict.ts";

Deno.test("verdictOf() decides by the whole interval, and by the slack that is given", () => {
  strictEqual(verdictOf([0.05, 0.06, 0.04, 0.05, 0.05], 0).verdict, "holds");
  strictEqual(verdictOf([-0.05, -0.06, -0.04, -0.05, -0.05], 0).verdict, "fails");
  strictEqual(verdictOf([0.1, -0.1, 0.05, -0.05, 0.01], 0).verdict, "undecided");
  const level = [-0.004, -0.005, -0.006, -0.005, -0.005];
  strictEqual(verdictOf(level, 0).verdict, "fails");
  strictEqual(verdictOf(level, 0.01).verdict, "holds");
});

Deno.test("verdictOf() has the interval of Student's t with n - 1 degrees of freedom", () => {
  // Of 1 to 5: mean 3, deviation sqrt(2.5), half width 2.776 sqrt(2.5 / 5).
  const { mean, low, high } = verdictOf([1, 2, 3, 4, 5], 0);
  strictEqual(mean, 3);
  ok(Math.abs(high - mean - 2.776 * Math.sqrt(0.5)) < 1e-12);
  ok(Math.abs(mean - low - 2.776 * Math.sqrt(0.5)) < 1e-12);
  throws(() => verdictOf([1], 0), RangeError);
});

Deno.test("steadierVerdict() has the interval of F, of log2 of the ratio of both deviations", () => {
  const wide = [0.4, 0.6, 0.5], of = (by: number) => wide.map((x) => 0.5 + (x - 0.5) / by);
  const { mean, low, high, verdict } = steadierVerdict(of(4), wide, 0)!;
  ok(Math.abs(mean - 2) < 1e-9, String(mean));
  // Of 2 and 2 degrees of freedom the 97.5 % point of F is 39.
  ok(Math.abs(high - mean - Math.log2(39) / 2) < 1e-9 && Math.abs(low + high - 2 * mean) < 1e-9);
  strictEqual(verdict, "undecided");
  strictEqual(steadierVerdict(of(7), wide, 0)!.verdict, "holds");
  strictEqual(steadierVerdict(wide, of(7), 0)!.verdict, "fails");
  strictEqual(steadierVerdict([0.5, 0.5, 0.5], wide, 0), undefined);
  throws(() => steadierVerdict([1, 2], [1, 2, 3], 0), RangeError);
});
