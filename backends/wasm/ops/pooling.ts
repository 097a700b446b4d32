import { tf } from "../../tf.ts";
import type { Pooling } from "../../training_ops.ts";
import type { Info } from "../runtime.ts";
import { split } from "../split.ts";
import { kernel } from "./register.ts";

function extents({ shape: [n, h, w, c] }: Info, { size, stride, padding }: Pooling) {
  const ho = Math.floor((h + 2 * padding - size) / stride) + 1;
  const wo = Math.floor((w + 2 * padding - size) / stride) + 1;
  if (ho < 1 || wo < 1) {
    throw new RangeError(
      `Cannot pool: a window must fit into the padded image, and ${size}x${size} does not fit ` +
        `into ${h + 2 * padding}x${w + 2 * padding}`,
    );
  }
  return { n, ho, wo, c, numbers: [n, h, w, c, ho, wo, size, stride, padding] };
}

const largest = kernel<Pooling>("CrlcMaxPool", (b, { x }, options) => {
  const { n, ho, wo, c, numbers } = extents(x, options), y = b.make([n, ho, wo, c]);
  const parts = split(b.pool.threads, n, ho * wo * c * n * options.size ** 2);
  b.run("maxPool", parts, b.at(x), b.at(y), ...numbers);
  return y;
});

const largestGradient = kernel<Pooling>("CrlcMaxPoolGradient", (b, { x, y, dy }, options) => {
  const { n, ho, wo, c, numbers } = extents(x, options), dx = b.make(x.shape);
  const parts = split(b.pool.threads, n, 4 * ho * wo * c * n * options.size ** 2);
  b.run("maxPoolGradient", parts, b.at(x), b.at(y), b.at(dy), b.at(dx), ...numbers);
  return dx;
});

tf.registerGradient({
  kernelName: "CrlcMaxPool",
  inputsToSave: ["x"],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], attributes) => ({
    x: () =>
      largestGradient(
        { x, y, dy: dy as tf.Tensor },
        attributes as unknown as Pooling,
      ) as tf.Tensor,
  }),
});

const mean = kernel("CrlcGlobalAveragePool", (b, { x }) => {
  const [n, h, w, c] = x.shape, y = b.make([n, c]);
  b.run("averagePool", split(b.pool.threads, n, n * h * w * c), b.at(x), b.at(y), n, h * w, c);
  return y;
});

const meanGradient = kernel<{ shape: number[] }>(
  "CrlcGlobalAveragePoolGradient",
  (b, { dy }, { shape }) => {
    const [n, h, w, c] = shape, dx = b.make(shape), parts = split(b.pool.threads, n, n * h * w * c);
    b.run("averagePoolGradient", parts, b.at(dy), b.at(dx), n, h * w, c);
    return dx;
  },
);

tf.registerGradient({
  kernelName: "CrlcGlobalAveragePool",
  inputsToSave: ["x"],
  gradFunc: (dy, [x]) => ({
    x: () => meanGradient({ dy: dy as tf.Tensor }, { shape: x.shape }) as tf.Tensor,
  }),
});

/** `maxPool` of the training ops on own kernels. */
export function maxPool(x: tf.Tensor4D, { size, stride, padding }: Pooling): tf.Tensor4D {
  return largest({ x }, { size, stride, padding }) as tf.Tensor4D;
}

/** `globalAveragePool` of the training ops on own kernels. */
export function globalAveragePool(x: tf.Tensor4D): tf.Tensor2D {
  return mean({ x }, {}) as tf.Tensor2D;
}
