import { ok } from "node:assert/strict";
import { ops } from "../../../backends/ops.ts";
import { tf } from "../../../backends/tf.ts";
import { openWasm } from "../../../backends/wasm/open.ts";

/** Numbers around `middle`, spread over 2. */
function spread(size: number, middle: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return middle + state / 2 ** 30 - 1;
  });
}

function near(actual: number, expected: number, what: string): void {
  const error = Math.abs(actual / expected - 1);
  ok(error <= 1e-5, `${what}: ${actual} of ${expected}, ${error} off`);
}

/** The sum of `f` over every pixel of a batch, in double precision. */
function over(n: number, size: number, f: (pixel: number) => number): number {
  let sum = 0;
  for (let pixel = 0; pixel < n * size * size; pixel++) sum += f(pixel);
  return sum;
}

for (const [n, size, c] of [[512, 32, 8], [128, 112, 3]]) {
  Deno.test(`sums over ${n} images of ${size} x ${size} are good to 1e-5 on wasm`, async () => {
    await using _open = await openWasm({ threads: 2 });
    const x = spread(n * size * size * c, 3, 1), dy = spread(x.length, 2, 2);
    const images = tf.tensor4d(x, [n, size, size, c]), slope = tf.tensor4d(dy, images.shape);
    const count = n * size * size, channel = c - 1;

    const mean = over(n, size, (p) => x[p * c + channel]) / count;
    const variance = over(n, size, (p) => (x[p * c + channel] - mean) ** 2) / count;
    const scale = 1 / Math.sqrt(variance + 1e-5);
    const [found, ofGamma, ofBeta] = tf.tidy(() => {
      const norm = (gamma: tf.Tensor, beta: tf.Tensor) =>
        ops.batchNorm(images, gamma as tf.Tensor1D, beta as tf.Tensor1D, {
          ...{ epsilon: 1e-5, relu: false },
        });
      const [gamma, beta] = [tf.ones([c]), tf.zeros([c])];
      const gradients = tf.grads((gamma, beta) => tf.sum(tf.mul(norm(gamma, beta).y, slope)));
      const { mean, variance } = norm(gamma, beta);
      return [[mean, variance], ...gradients([gamma, beta]).map((t) => [t])].map((list) =>
        list.map((t) => t.dataSync()[channel])
      );
    });
    near(found[0], mean, "mean");
    near(found[1], variance, "variance");
    const gammaSlope = over(
      n,
      size,
      (p) => dy[p * c + channel] * (x[p * c + channel] - mean) * scale,
    );
    ok(Math.abs(ofGamma[0] - gammaSlope) < 1e-5 * count, `gamma: ${ofGamma[0]} of ${gammaSlope}`);
    near(ofBeta[0], over(n, size, (p) => dy[p * c + channel]), "gradient of beta");

    // from the pixel above and to the left, where there is one
    const filter = over(n, size, (p) => {
      const inside = p % size > 0 && Math.floor(p / size) % size > 0;
      return inside ? x[(p - size - 1) * c] * dy[p * c + channel] : 0;
    });
    const ofFilter = tf.tidy(() =>
      tf.grad((filter) =>
        tf.sum(tf.mul(ops.conv2d(images, filter as tf.Tensor4D, { stride: 1, padding: 1 }), slope))
      )(tf.ones([3, 3, c, c])).dataSync()[channel]
    );
    near(ofFilter, filter, "gradient of a filter");

    const [pooled, sum] = tf.tidy(() => [
      ops.globalAveragePool(images).dataSync()[channel],
      tf.sum(images, [0, 1, 2]).dataSync()[channel],
    ]);
    let first = 0;
    for (let p = 0; p < size * size; p++) first += x[p * c + channel];
    near(pooled, first / size ** 2, "global average");
    near(sum, mean * count, "sum");
    tf.dispose([images, slope]);
  });
}
