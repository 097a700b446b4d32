import { pooledSize } from "../../geometry.ts";
import type { Pooling } from "../../training_ops.ts";
import { tf } from "../../tf.ts";
import { bottomless } from "../bottomless.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose, type Run } from "../compose.ts";
import { numberOf } from "../numbers.ts";
import { Type } from "../types.ts";
import type { Value } from "../value.ts";
import { inner, type Plan, planOf, surround } from "../windows.ts";
import { op } from "./op.ts";

function planFor({ shape }: Info, pooling: Pooling): Plan {
  const { size, stride, padding } = pooling;
  const { attributes, around } = planOf([shape[1], shape[2]], {
    size: [size, size],
    strides: [stride, stride],
    dilations: [1, 1],
    before: [padding, padding],
    count: pooledSize(shape, pooling),
  });
  return { attributes: { ...attributes, ksize: { ints: [1, size, size, 1] } }, around };
}

/** Images with what never wins around them. */
function padded(b: TensorFlowBackend, run: Run, x: Info, plan: Plan): Info | Value {
  return surround(b, run, x, plan, numberOf(b, run, -Infinity, b.value(x).type));
}

// TensorFlow looks past what is not a number, so that it is looked for apart
const largest = op<Pooling>("MaxPool", {
  kernel(b, { x }, pooling: Pooling) {
    const plan = planFor(x, pooling), { type } = b.value(x);
    const images = compose(b, (run) => run("Identity", [padded(b, run, x, plan)]));
    // as TensorFlow gives it, or it would not find its fast kernel for the gradient
    const raw = b.one("MaxPool", [images], plan.attributes);
    const y = compose(b, (run) => {
      const flags = run("Cast", [run("IsNan", [images])], { DstT: { type } });
      const unknown = run("Cast", [run("MaxPool", [flags], plan.attributes)], {
        DstT: { type: Type.bool },
      });
      const nothing = numberOf(b, run, NaN, type);
      return run("SelectV2", [unknown, nothing, bottomless(b, run, b.value(raw))]);
    });
    return [y, raw, images];
  },
  saveInputs: ["x"],
  saveOutputs: [true, true, true],
  gradient: (dy, [x, y, raw, images], pooling: Pooling) => ({
    x: () => largestGradient({ x, images, y, raw, dy }, pooling)[0],
  }),
});

const largestGradient = op<Pooling>("MaxPoolGradient", {
  kernel(b, { x, images, y, raw, dy }, pooling: Pooling) {
    const plan = planFor(x, pooling);
    return compose(b, (run) => {
      const zero = numberOf(b, run, 0, b.value(dy).type);
      const known = run("SelectV2", [run("IsNan", [y]), zero, dy]);
      const dx = run("MaxPoolGrad", [images, raw, known], plan.attributes);
      return inner(b, run, dx, plan, x.shape);
    });
  },
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

export const ops = [largest, largestGradient, average, averageGradient];

/** `maxPool` of the training ops. */
export function maxPool(x: tf.Tensor4D, { size, stride, padding }: Pooling): tf.Tensor4D {
  return tf.tidy(() => largest({ x }, { size, stride, padding })[0]) as tf.Tensor4D;
}

/** `globalAveragePool` of the training ops. */
export function globalAveragePool(x: tf.Tensor4D): tf.Tensor2D {
  return average({ x }, {})[0] as tf.Tensor2D;
}
