import type { Pooling } from "../../training_ops.ts";
import { tf } from "../../tf.ts";
import { bottomless } from "../bottomless.ts";
import { compose } from "../compose.ts";
import { numberOf } from "../numbers.ts";
import { Type } from "../types.ts";
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

// TensorFlow looks past what is not a number, so that it is looked for apart
const largest = op<Pooling>("MaxPool", {
  kernel(b, { x }, pooling: Pooling) {
    const raw = b.one("MaxPool", [x], told(pooling));
    const y = compose(b, (run) => {
      const { type } = b.value(x);
      const flags = run("Cast", [run("IsNan", [x])], { DstT: { type } });
      const unknown = run("Cast", [run("MaxPool", [flags], told(pooling))], {
        DstT: { type: Type.bool },
      });
      const nothing = numberOf(b, run, NaN, type);
      return run("SelectV2", [unknown, nothing, bottomless(b, run, b.value(raw))]);
    });
    return [y, raw];
  },
  saveInputs: ["x"],
  saveOutputs: [true, true],
  gradient: (dy, [x, y, raw], pooling: Pooling) => ({
    x: () => largestGradient({ x, y, raw, dy }, pooling)[0],
  }),
});

const largestGradient = op<Pooling>("MaxPoolGradient", {
  kernel: (b, { x, y, raw, dy }, pooling: Pooling) =>
    compose(b, (run) => {
      const zero = numberOf(b, run, 0, b.value(dy).type);
      const known = run("SelectV2", [run("IsNan", [y]), zero, dy]);
      return run("MaxPoolGrad", [x, raw, known], told(pooling));
    }),
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
  return tf.tidy(() => largest({ x }, { size, stride, padding })[0]) as tf.Tensor4D;
}

/** `globalAveragePool` of the training ops. */
export function globalAveragePool(x: tf.Tensor4D): tf.Tensor2D {
  return average({ x }, {})[0] as tf.Tensor2D;
}
