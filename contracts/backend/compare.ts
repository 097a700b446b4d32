import { ok, strictEqual } from "node:assert/strict";
import { tf } from "../../backends/tf.ts";
import { Stream } from "../../core/random.ts";

/** Largest error of a result, relative to its largest value. */
const TOLERANCE = 1e-5;

/** A tensor that belongs to no backend yet. */
export interface Arrays {
  readonly shape: number[];
  readonly values: Float32Array;
}

/** Normal random numbers, plus `shift`. */
export function random(seed: number, shape: number[], shift = 0): Arrays {
  const stream = new Stream(seed, "sample", shape.length);
  const size = shape.reduce((a, b) => a * b, 1);
  return { shape, values: Float32Array.from({ length: size }, () => stream.normal() + shift) };
}

/** What is computed on two backends. */
export type Run = (...inputs: tf.Tensor[]) => tf.Tensor[];

/** Runs `f` on `inputs`: its results, and the gradients of the first for `dy`. */
export async function evaluate(
  backend: string,
  f: Run,
  inputs: Arrays[],
  dy: Float32Array | undefined,
): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const tensors = inputs.map(({ shape, values }) => tf.tensor(values, shape));
  const results = tf.tidy(() => {
    const out = f(...tensors);
    if (!dy) return out;
    const gradients = tf.grads((...xs: tf.Tensor[]) => f(...xs)[0]);
    return [...out, ...gradients(tensors, tf.tensor(dy, out[0].shape))];
  });
  // not dataSync(): WebGPU cannot in Deno
  const arrays = await Promise.all(results.map((tensor) => tensor.data() as Promise<Float32Array>));
  tf.dispose([...tensors, ...results]);
  return arrays;
}

/** Fails unless every value of `actual` is as near to `expected` as the contract asks. */
export function close(
  actual: Float32Array,
  expected: Float32Array,
  what: string,
  tolerance = TOLERANCE,
): void {
  strictEqual(actual.length, expected.length, what);
  // all numbers here are of order one; a sum that cancels to less keeps the error of its terms
  let largest = 0.25, worst = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]));
    const error = Math.abs(actual[i] - expected[i]);
    worst = Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }
  ok(worst <= tolerance * largest, `${what}: error ${worst} of ${largest}`);
}

/** Compares `actual` on `backend` with `expected` on cpu. */
export async function compare(
  backend: string,
  actual: Run,
  expected: Run,
  inputs: Arrays[],
  dy?: Float32Array,
): Promise<void> {
  const theirs = await evaluate("cpu", expected, inputs, dy);
  const ours = await evaluate(backend, actual, inputs, dy);
  strictEqual(ours.length, theirs.length);
  ours.forEach((values, i) => close(values, theirs[i], `result ${i}`));
}

/** Zeroes `dy` where a ReLU of the result would be near its kink, where two backends may differ. */
export async function quieten(dy: Float32Array, f: Run, inputs: Arrays[]): Promise<void> {
  const [y] = await evaluate("cpu", f, inputs, undefined);
  for (let i = 0; i < dy.length; i++) if (Math.abs(y[i]) < 1e-3) dy[i] = 0;
}
