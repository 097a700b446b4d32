import type { tf } from "../../tf.ts";
import type { Convolution } from "../../ops.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import type { Attributes, Value } from "../value.ts";
import { op } from "./op.ts";

/** How the library is asked for a convolution with zeros on every side. */
interface Plan {
  readonly attributes: Attributes;
  /** Rows and columns of zeros that must be put around the images first. */
  readonly before?: number;
}

/**
 * Where TensorFlow's own "SAME" means the same zeros, its fast kernels are reached; other zeros
 * are put around the images first, since gradients with explicit ones are slow.
 */
function planOf(
  h: number,
  w: number,
  k: readonly number[],
  { stride, padding }: Convolution,
): Plan {
  const strides = { strides: { ints: [1, stride, stride, 1] } };
  if (padding === 0) return { attributes: { ...strides, padding: "VALID" } };
  const isSame = [h, w].every((size, i) => {
    const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + k[i] - size);
    const out = Math.floor((size + 2 * padding - k[i]) / stride) + 1;
    return Math.floor(total / 2) === padding && total === 2 * padding &&
      out === Math.ceil(size / stride);
  });
  return isSame
    ? { attributes: { ...strides, padding: "SAME" } }
    : { attributes: { ...strides, padding: "VALID" }, before: padding };
}

type Shape = readonly number[];

function plan(x: Shape, filter: Shape, options: Convolution): Plan {
  if (x[3] !== filter[2]) {
    throw new RangeError(
      `Cannot convolve: the filter must have as many input channels as the images, and it has ` +
        `${filter[2]} of ${x[3]}`,
    );
  }
  return planOf(x[1], x[2], filter, options);
}

/** Puts zeros around images. */
function surround(b: TensorFlowBackend, x: Info | Value, padding: number): Value {
  const sides = b.constant("int32", [0, 0, padding, padding, padding, padding, 0, 0]);
  const [matrix] = b.values("Reshape", [sides, b.constant("int32", [4, 2])]);
  const [padded] = b.values("Pad", [x, matrix]);
  b.release(matrix);
  return padded;
}

const grow = ([n, h, w, c]: Shape, by = 0) => [n, h + 2 * by, w + 2 * by, c];

const forward = op<Convolution>("Conv2D", {
  kernel(b, { x, filter }, options: Convolution) {
    const { attributes, before } = plan(x.shape, filter.shape, options);
    const images = b.low(x), weights = b.low(filter);
    const padded = before ? surround(b, images.value, before) : undefined;
    const y = b.one("Conv2D", [padded ?? images.value, weights.value], attributes);
    if (padded) b.release(padded);
    images.done();
    weights.done();
    return y;
  },
  saveInputs: ["x", "filter"],
  gradient: (dy, [x, filter], { stride, padding }: Convolution) => ({
    x: () => inputGradient({ dy, filter }, { stride, padding, shape: x.shape })[0],
    filter: () => filterGradient({ x, dy }, { stride, padding, shape: filter.shape })[0],
  }),
});

interface ToShape extends Convolution {
  readonly shape: number[];
}

const inputGradient = op<ToShape>("Conv2DInputGradient", {
  kernel(b, { dy, filter }, { shape, ...options }: ToShape) {
    const { attributes, before } = plan(shape, filter.shape, options);
    const slope = b.low(dy), weights = b.low(filter);
    const sizes = b.constant("int32", grow(shape, before));
    const inputs = [sizes, weights.value, slope.value];
    const dx = b.one("Conv2DBackpropInput", inputs, attributes);
    slope.done();
    weights.done();
    if (!before) return dx;
    const begin = b.constant("int32", [0, before, before, 0]);
    const inner = b.one("Slice", [dx, begin, b.constant("int32", shape)]);
    b.disposeIntermediateTensorInfo(dx);
    return inner;
  },
});

const filterGradient = op<ToShape>("Conv2DFilterGradient", {
  kernel(b, { x, dy }, { shape, ...options }: ToShape) {
    const { attributes, before } = plan(x.shape, shape, options);
    const images = b.low(x), slope = b.low(dy);
    const padded = before ? surround(b, images.value, before) : undefined;
    const inputs = [padded ?? images.value, b.constant("int32", shape), slope.value];
    const dw = b.one("Conv2DBackpropFilter", inputs, attributes);
    if (padded) b.release(padded);
    images.done();
    slope.done();
    return dw;
  },
});

/** `conv2d` of the training ops. */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Convolution): tf.Tensor4D {
  const { stride, padding } = options;
  return forward({ x, filter }, { stride, padding })[0] as tf.Tensor4D;
}
