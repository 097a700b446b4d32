import { deepStrictEqual, ok } from "node:assert/strict";
import { type Candidate, judge } from "../../../results/choose_clusters/judge.ts";
import { judgeNumbers } from "../../../results/choose_clusters/judge_numbers.ts";

/** Candidates from k = 2 on. */
const from2 = (stabilities: number[], affinities?: number[]): Candidate[] =>
  stabilities.map((stability, i) => ({
    k: i + 2,
    silhouette: 0,
    stability,
    affinity: affinities?.[i],
  }));

const rangeOf = (candidates: Candidate[]) => {
  const { low, high } = judge(candidates);
  return [low, high];
};

Deno.test("judge() has a range around the number that both reasons speak for", () => {
  const stable = [0.6, 0.8, 0.7, 0.9, 0.6, 0.5];
  deepStrictEqual(rangeOf(from2(stable, [0, 0.1, 0.1, 0.2, 0.5, 0.7])), [4, 6]);
  deepStrictEqual(rangeOf(from2(stable, [0, 0.1, 0.1, 0.1, 0.2, 0.7])), [5, 6]);
});

Deno.test("judge() reaches from one reason to the other where they disagree, and says so", () => {
  const { low, high, reasons } = judge(from2([1, 0.5, 0.5, 0.4, 0.3], [0, 0.1, 0.1, 0.2, 0.5]));
  deepStrictEqual([low, high], [2, 5]);
  ok(reasons.some((reason) => reason.includes("do not agree")));
});

Deno.test("judge() gives no bare number with one sub-head either, and stays within the range", () => {
  deepStrictEqual(rangeOf(from2([0.2, 0.9, 0.3])), [2, 4]);
  deepStrictEqual(rangeOf(from2([0.9, 0.2, 0.3])), [2, 3]);
});

Deno.test("judge() says that there may be more where merging stops at the end of the range", () => {
  const { reasons } = judge(from2([0.5, 0.6, 0.9], [0, 0.1, 0.1]));
  ok(reasons.some((reason) => reason.includes("there may be more")));
});

Deno.test("judgeNumbers() has a range around the middle of its two estimates, and tells both", () => {
  // Silhouettes are highest at 4, neighbours stay together most in 6.
  const scores = Array.from({ length: 9 }, (_, i) => ({
    k: i + 2,
    silhouette: 0.3 - 0.05 * Math.abs(i - 2),
    linkage: 0.2 - 0.05 * Math.abs(i - 2),
    modularity: 0.8 - 0.01 * Math.abs(i - 4),
  }));
  const { low, high, reasons } = judgeNumbers(scores, 500);
  deepStrictEqual([low, high], [4, 6]);
  ok(reasons[0].includes("6 clusters") && reasons[1].includes("for 4"), reasons.join("\n"));
  const few = judgeNumbers(scores.slice(0, 1), 30);
  deepStrictEqual([few.low, few.high], [2, 2]);
  ok(few.reasons.some((reason) => reason.includes("there may be more")));
  ok(few.reasons.some((reason) => reason.includes("30 images are few")));
});
