import { pooledSize } from "../../geometry.ts";
import type { tf } from "../../tf.ts";
import type { Pooling } from "../../training_ops.ts";
import type { Info } from "../runtime.ts";
import { split } from "../split.ts";
import { kernel } from "./register.ts";

function extents({ shape: [n, h, w, c] }: Info, { size, stride, padding }: Pooling) {
  const [ho, wo] = pooledSize([n, h, w, c], { size, stride, padding });
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

const maxPoolGradient: tf.GradConfig = {
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
};

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

const averagePoolGradient: tf.GradConfig = {
  kernelName: "CrlcGlobalAveragePool",
  inputsToSave: ["x"],
  gradFunc: (dy, [x]) => ({
    x: () => meanGradient({ dy: dy as tf.Tensor }, { shape: x.shape }) as tf.Tensor,
  }),
};

export const kernels = [largest, largestGradient, mean, meanGradient];
export const gradients = [maxPoolGradient, averagePoolGradient];

/** `maxPool` of the training ops on own kernels. */
export function maxPool(x: tf.Tensor4D, { size, stride, padding }: Pooling): tf.Tensor4D {
  return largest({ x }, { size, stride, padding }) as tf.Tensor4D;
}

/** `globalAveragePool` of the training ops on own kernels. */
export function globalAveragePool(x: tf.Tensor4D): tf.Tensor2D {
  return mean({ x }, {}) as tf.Tensor2D;
}
