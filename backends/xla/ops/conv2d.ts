import { convolvedSize } from "../../geometry.ts";
import type { tf } from "../../tf.ts";
import type { Convolution } from "../../training_ops.ts";
import type { XlaBackend } from "../backend.ts";
import { convert } from "../hlo/elementwise.ts";
import type { Shape } from "../hlo/node.ts";
import {
  filterGradient,
  type FilterWindow,
  forward,
  inputGradient,
} from "../kernels/convolutions.ts";
import { op } from "./op.ts";

function windowOf(b: XlaBackend, x: Shape, filter: Shape, options: Convolution): FilterWindow {
  const { stride, padding } = options, side = [padding, padding] as const;
  return {
    stride: [stride, stride],
    dilation: [1, 1],
    padding: [side, side],
    input: [x[1], x[2]],
    output: convolvedSize(x, filter, options),
    exact: b.exact,
  };
}

interface ToShape extends Convolution {
  readonly shape: number[];
}

const ofImages = op<ToShape>("Conv2DInputGradient", {
  kernel: (b, { dy, filter }, { shape, ...options }: ToShape) =>
    inputGradient(b.low(dy), b.low(filter), windowOf(b, shape, filter.shape, options)),
});

const ofFilter = op<ToShape>("Conv2DFilterGradient", {
  kernel(b, { x, dy }, { shape, ...options }: ToShape) {
    const [height, width] = shape, window = windowOf(b, x.shape, shape, options);
    return convert(filterGradient(b.low(x), b.low(dy), [height, width], window), "f32");
  },
});

const run = op<Convolution>("Conv2D", {
  kernel: (b, { x, filter }, options: Convolution) =>
    forward(b.low(x), b.low(filter), windowOf(b, x.shape, filter.shape, options)),
  saveInputs: ["x", "filter"],
  gradient: (dy, [x, filter], { stride, padding }: Convolution) => ({
    x: () => ofImages({ dy, filter }, { stride, padding, shape: x.shape })[0],
    filter: () => ofFilter({ x, dy }, { stride, padding, shape: filter.shape })[0],
  }),
});

export const ops = [run, ofImages, ofFilter];

/** `conv2d` of the training ops. */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Convolution): tf.Tensor4D {
  const { stride, padding } = options;
  return run({ x, filter }, { stride, padding })[0] as tf.Tensor4D;
}
