import { ok, strictEqual, throws } from "node:assert/strict";
import { verdictOf } from "../../results/reproduce/verdict.ts";

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
