import { ok } from "node:assert/strict";
import { tensorflow } from "../../../backends/tensorflow/mod.ts";
import { ops } from "../../../backends/ops.ts";
import { tf } from "../../../backends/tf.ts";
import { withLibrary } from "./library.ts";

/** Numbers around `middle`, spread over 2. */
function spread(size: number, middle: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return middle + state / 2 ** 30 - 1;
  });
}

const near = (actual: number, expected: number, what: string, tolerance = 1e-5) =>
  ok(
    Math.abs(actual - expected) <= tolerance * Math.abs(expected),
    `${what}: ${actual} of ${expected}`,
  );

/** Mean and variance of every `step`th value, in double precision. */
function exact(values: Float32Array, step: number): [mean: number, variance: number] {
  let sum = 0, squares = 0;
  const count = values.length / step;
  for (let i = 0; i < values.length; i += step) sum += values[i];
  for (let i = 0; i < values.length; i += step) squares += (values[i] - sum / count) ** 2;
  return [sum / count, squares / count];
}

withLibrary(
  "statistics of half a million values a channel are good to 1e-5, gradients to 3e-4 (1.4e-4 on one core)",
  async () => {
    await using _backend = await tensorflow.open({});
    const [n, size, c] = [512, 32, 2], values = spread(n * size * size * c, 3);
    const [mean, variance] = exact(values, c), scale = 1 / Math.sqrt(variance + 1e-5);
    const [x, gamma, beta] = [tf.tensor4d(values, [n, size, size, c]), tf.ones([c]), tf.zeros([c])];
    const norm = (x: tf.Tensor, gamma: tf.Tensor) =>
      ops.batchNorm(x as tf.Tensor4D, gamma as tf.Tensor1D, beta as tf.Tensor1D, {
        ...{ epsilon: 1e-5, relu: false },
      });
    const results = tf.tidy(() => {
      const { y, mean, variance } = norm(x, gamma);
      // the gradient of y's sum of squares by gamma is twice that sum
      const [, slope] = tf.grads((x, gamma) => tf.sum(tf.square(norm(x, gamma).y)))([x, gamma]);
      return [mean, variance, slope, tf.slice(y, [0, 0, 0, 0], [1, 1, 1, 1])].map((t) =>
        t.dataSync()[0]
      );
    });
    near(results[0], mean, "mean");
    near(results[1], variance, "variance");
    near(results[2], 2 * n * size * size * variance * scale ** 2, "gradient of gamma", 3e-4);
    near(results[3], (values[0] - mean) * scale, "a value");
    tf.dispose([x, gamma, beta]);
  },
);

withLibrary("sums and means of many values are good to 1e-5 along every dimension", async () => {
  await using _backend = await tensorflow.open({});
  const values = spread(3 * 2 ** 20, 3), expected = values.reduce((sum, v) => sum + v, 0) / 3;
  const whole = values.length / 3;
  for (
    const [shape, axes] of [
      [[2 ** 20, 3], [0]],
      [[3, 2 ** 20], [1]],
      [[2 ** 10, 2 ** 10, 3, 1], [0, 1, 3]],
      [[1, 2 ** 10, 3, 2 ** 10], [1, 3]],
      [[1, 2 ** 20, 3], [1]],
    ]
  ) {
    const x = tf.tensor(values, shape);
    const [sum, mean] = tf.tidy(() => [
      tf.sum(x, axes).dataSync(),
      tf.mean(x, axes, true).sum().dataSync()[0],
    ]);
    near(Array.from(sum).reduce((a, b) => a + b, 0), 3 * expected, `sum of ${shape} over ${axes}`);
    near(mean, 3 * expected / whole, `mean of ${shape} over ${axes}`);
    x.dispose();
  }
  const odd = tf.ones([70001, 5]);
  const sums = tf.tidy(() => [...tf.sum(odd, 0).dataSync()]);
  ok(sums.every((sum) => sum === 70001), sums.join());
  odd.dispose();
});
