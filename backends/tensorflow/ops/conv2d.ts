import { convolvedSize } from "../../geometry.ts";
import type { Convolution } from "../../training_ops.ts";
import type { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose, type Run } from "../compose.ts";
import { convolve, filterGradient, inputGradient } from "../convolve.ts";
import type { Value } from "../value.ts";
import type { Windows } from "../windows.ts";
import { op } from "./op.ts";

type Shape = readonly number[];

function windowsOf(x: Shape, filter: Shape, options: Convolution): Windows {
  const { stride, padding } = options;
  return {
    size: [filter[0], filter[1]],
    strides: [stride, stride],
    dilations: [1, 1],
    before: [padding, padding],
    count: convolvedSize(x, filter, options),
  };
}

/** Computes with two tensors in the precision of the backend. */
function low(
  b: TensorFlowBackend,
  [first, second]: readonly [Info, Info],
  body: (run: Run, both: readonly [Value, Value]) => Value,
): Info {
  const given = [b.low(first), b.low(second)] as const;
  try {
    return compose(b, (run) => body(run, [given[0].value, given[1].value]));
  } finally {
    for (const one of given) one.done();
  }
}

const forward = op<Convolution>("Conv2D", {
  kernel(b, { x, filter }, options: Convolution) {
    const windows = windowsOf(x.shape, filter.shape, options);
    return low(b, [x, filter], (run, both) => convolve(b, run, both, windows));
  },
  saveInputs: ["x", "filter"],
  gradient: (dy, [x, filter], { stride, padding }: Convolution) => ({
    x: () => ofImages({ dy, filter }, { stride, padding, shape: x.shape })[0],
    filter: () => ofFilter({ x, dy }, { stride, padding, shape: filter.shape })[0],
  }),
});

interface ToShape extends Convolution {
  readonly shape: number[];
}

const ofImages = op<ToShape>("Conv2DInputGradient", {
  kernel(b, { dy, filter }, { shape, ...options }: ToShape) {
    const windows = windowsOf(shape, filter.shape, options);
    return low(b, [dy, filter], (run, both) => inputGradient(b, run, both, shape, windows));
  },
});

const ofFilter = op<ToShape>("Conv2DFilterGradient", {
  kernel(b, { x, dy }, { shape, ...options }: ToShape) {
    const windows = windowsOf(x.shape, shape, options);
    return low(b, [x, dy], (run, both) => filterGradient(b, run, both, shape, windows));
  },
});

export const ops = [forward, ofImages, ofFilter];

/** `conv2d` of the training ops. */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Convolution): tf.Tensor4D {
  const { stride, padding } = options;
  return forward({ x, filter }, { stride, padding })[0] as tf.Tensor4D;
}
