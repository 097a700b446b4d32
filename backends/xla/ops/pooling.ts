import type { tf } from "../../tf.ts";
import type { Pooling } from "../../training_ops.ts";
import { splat } from "../hlo/constants.ts";
import { convert, isNaNOf, scaled, select } from "../hlo/elementwise.ts";
import { broadcast } from "../hlo/shapes.ts";
import { reduce, reduceWindow, selectAndScatter, type Windows } from "../hlo/windows.ts";
import { op } from "./op.ts";

function windowsOf({ size, stride, padding }: Pooling): Windows {
  const side = [padding, padding] as const, none = [0, 0] as const;
  return {
    size: [1, size, size, 1],
    strides: [1, stride, stride, 1],
    padding: [none, side, side, none],
  };
}

const ofLargest = op<Pooling>("MaxPoolGradient", {
  kernel(b, { x, y, dy }, pooling: Pooling) {
    const images = b.node(x), slope = convert(b.node(dy), images.element);
    // a window that holds what is not a number hands nothing on
    const known = select(isNaNOf(b.node(y)), splat(0, images.element), slope);
    return selectAndScatter(images, known, windowsOf(pooling));
  },
});

const largest = op<Pooling>("MaxPool", {
  kernel: (b, { x }, pooling: Pooling) => reduceWindow("maximum", b.node(x), windowsOf(pooling)),
  saveInputs: ["x"],
  saveOutputs: [true],
  gradient: (dy, [x, y], pooling: Pooling) => ({ x: () => ofLargest({ x, y, dy }, pooling)[0] }),
});

const ofAverage = op("GlobalAveragePoolGradient", {
  kernel(b, { x, dy }) {
    const [, height, width] = x.shape, share = scaled(b.full(dy), 1 / (height * width));
    return broadcast(convert(share, b.node(x).element), x.shape, [0, 3]);
  },
});

const average = op("GlobalAveragePool", {
  kernel(b, { x }) {
    const [, height, width] = x.shape;
    return scaled(reduce("add", b.full(x), [1, 2]), 1 / (height * width));
  },
  saveInputs: ["x"],
  gradient: (dy, [x]) => ({ x: () => ofAverage({ x, dy }, {})[0] }),
});

export const ops = [largest, ofLargest, average, ofAverage];

/** `maxPool` of the training ops. */
export function maxPool(x: tf.Tensor4D, { size, stride, padding }: Pooling): tf.Tensor4D {
  return largest({ x }, { size, stride, padding })[0] as tf.Tensor4D;
}

/** `globalAveragePool` of the training ops. */
export function globalAveragePool(x: tf.Tensor4D): tf.Tensor2D {
  return average({ x }, {})[0] as tf.Tensor2D;
}
