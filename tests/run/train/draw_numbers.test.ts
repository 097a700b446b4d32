import { deepStrictEqual, notDeepStrictEqual, ok } from "node:assert/strict";
import { backends } from "../../../backends/mod.ts";
import { Stream } from "../../../core/random.ts";
import type { DrawRule } from "../../../plugins/strategy.ts";
import { blankNumbers, drawNumbers } from "../../../run/train/draw_numbers.ts";

await (await backends.get("cpu")).open({});

const rows = { images: 3, labelled: 1 };
const RULES: Record<string, DrawRule> = {
  negatives: { count: 5, below: 4 },
  lambda: { kind: "beta", alpha: 0.75, count: rows },
  order: { kind: "permutation", count: rows },
};
const SIZES = { images: 6, labelled: 4 };

function draw(step: number, seed = 7) {
  const { negatives, lambda, order } = drawNumbers(RULES, SIZES, { seed, step });
  return [negatives, lambda, order].map((tensor) => [...tensor.dataSync()]);
}

Deno.test("drawNumbers() gives as many numbers as the batch asks for, by seed and step alone", () => {
  const [negatives, lambda, order] = draw(3);
  deepStrictEqual([negatives.length, lambda.length, order.length], [5, 22, 22]);
  ok(negatives.every((number) => Number.isInteger(number) && number >= 0 && number < 4));
  ok(lambda.every((number) => number >= 0 && number <= 1));
  deepStrictEqual(order.toSorted((a, b) => a - b), Array.from({ length: 22 }, (_, i) => i));
  deepStrictEqual(draw(3), [negatives, lambda, order]);
  for (const other of [draw(4), draw(3, 8)]) {
    other.forEach((numbers, i) => notDeepStrictEqual(numbers, [negatives, lambda, order][i]));
  }
});

Deno.test("a blank batch has numbers of the types that a step's have, for two images of each kind", () => {
  const blank = blankNumbers(RULES, { images: 2, labelled: 2 });
  const shape = Object.values(blank).map(({ shape: [count], dtype }) => [count, dtype]);
  deepStrictEqual(shape, [[5, "int32"], [8, "float32"], [8, "int32"]]);
});

Deno.test("beta() has the mean and the deviation of the distribution, below and above an alpha of 1", () => {
  for (const alpha of [0.1, 0.75, 1, 4]) {
    const random = new Stream(1, "sample", Math.round(alpha * 100)), n = 20_000;
    let sum = 0, squares = 0;
    for (let i = 0; i < n; i++) {
      const x = random.beta(alpha);
      sum += x;
      squares += (x - 0.5) ** 2;
    }
    // Variance 1 / (4 (2 alpha + 1)); five standard errors of mean and variance.
    const variance = 1 / (4 * (2 * alpha + 1));
    ok(Math.abs(sum / n - 0.5) < 5 * Math.sqrt(variance / n), `mean ${sum / n} of ${alpha}`);
    ok(Math.abs(squares / n - variance) < 0.005, `variance ${squares / n} of ${alpha}`);
  }
  const tiny = new Stream(2, "sample");
  ok(Array.from({ length: 50 }, () => tiny.beta(1e-4)).every((x) => x >= 0 && x <= 1));
});
