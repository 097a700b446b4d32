import { ok } from "node:assert/strict";
import type { tf } from "../../../backends/tf.ts";

/** Every number of a tensor is that of a list, within `tolerance` relative to `max(1, |x|)`. */
export function near(got: tf.Tensor, expected: readonly number[], tolerance = 1e-4): void {
  const numbers = [...got.dataSync()];
  ok(numbers.length === expected.length, `${numbers.length} numbers, not ${expected.length}`);
  numbers.forEach((x, i) => {
    const difference = Math.abs(x - expected[i]) / Math.max(1, Math.abs(expected[i]));
    ok(difference <= tolerance, `number ${i} is ${x}, not ${expected[i]}`);
  });
}

/** The gradient of a scalar function by central differences, in the order of the numbers. */
export function slopes(
  f: (x: number[]) => number,
  x: readonly number[],
  step: number,
): number[] {
  return x.map((_, i) => {
    const moved = (by: number) => f(x.map((value, j) => j === i ? value + by : value));
    return (moved(step) - moved(-step)) / (2 * step);
  });
}
