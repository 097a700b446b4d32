import type { tf } from "../../tf.ts";
import type { Pooling } from "../../ops.ts";
import { op } from "./op.ts";

const told = ({ size, stride, padding }: Pooling) => ({
  ksize: { ints: [1, size, size, 1] },
  strides: { ints: [1, stride, stride, 1] },
  data_format: "NHWC",
  ...(padding === 0 ? { padding: "VALID" } : {
    padding: "EXPLICIT",
    explicit_paddings: { ints: [0, 0, padding, padding, padding, padding, 0, 0] },
  }),
});

const largest = op<Pooling>("MaxPool", {
  kernel: (b, { x }, pooling: Pooling) => b.one("MaxPool", [x], told(pooling)),
  saveInputs: ["x"],
  saveOutputs: [true],
  gradient: (dy, [x, y], pooling: Pooling) => ({
    x: () => largestGradient({ x, y, dy }, pooling)[0],
  }),
});

const largestGradient = op<Pooling>("MaxPoolGradient", {
  kernel: (b, { x, y, dy }, pooling: Pooling) => b.one("MaxPoolGrad", [x, y, dy], told(pooling)),
});

const average = op("GlobalAveragePool", {
  kernel: (b, { x }) => b.one("Mean", [x, b.constant("int32", [1, 2])], { keep_dims: false }),
  saveInputs: ["x"],
  gradient: (dy, [x]) => ({ x: () => averageGradient({ dy }, { shape: x.shape })[0] }),
});

const averageGradient = op<{ shape: number[] }>("GlobalAveragePoolGradient", {
  kernel(b, { dy }, { shape: [n, h, w, c] }: { shape: number[] }) {
    const share = b.one("Mul", [dy, b.constant("float32", 1 / (h * w))]);
    const pixel = b.instead(share, b.one("Reshape", [share, b.constant("int32", [n, 1, 1, c])]));
    return b.instead(pixel, b.one("BroadcastTo", [pixel, b.constant("int32", [n, h, w, c])]));
  },
});

/** `maxPool` of the training ops. */
export function maxPool(x: tf.Tensor4D, { size, stride, padding }: Pooling): tf.Tensor4D {
  return largest({ x }, { size, stride, padding })[0] as tf.Tensor4D;
}

/** `globalAveragePool` of the training ops. */
export function globalAveragePool(x: tf.Tensor4D): tf.Tensor2D {
  return average({ x }, {})[0] as tf.Tensor2D;
}
