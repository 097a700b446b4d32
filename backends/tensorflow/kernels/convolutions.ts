import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose } from "../compose.ts";
import { narrow, real32, refuseFlags } from "../numbers.ts";
import { convolve, filterGradient, inputGradient } from "../convolve.ts";
import type { Windows } from "../windows.ts";
import type { Kernels } from "./kernel.ts";
import { needNhwc } from "./layout.ts";
import { activate, addBias } from "./products.ts";

const { backend_util: shapes } = tf;

type Four = [number, number, number, number];

/** Where windows lie, as tfjs works it out. */
function windowsOf(info: tf.backend_util.Conv2DInfo): Windows {
  return {
    size: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    before: [info.padInfo.top, info.padInfo.left],
    count: [info.outHeight, info.outWidth],
  };
}

interface Geometry {
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dilations?: number | [number, number] | null;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly dataFormat?: string;
}

function windows(
  what: string,
  x: readonly number[],
  filter: readonly number[],
  { strides, dilations, pad, dimRoundingMode, dataFormat }: Geometry,
  depthwise = false,
): Windows {
  needNhwc(what, dataFormat);
  return windowsOf(shapes.computeConv2DInfo(
    x as Four,
    filter as Four,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  ));
}

type Inputs = Record<string, Info>;

function conv2d(b: TensorFlowBackend, { x, filter }: Inputs, g: Geometry): Info {
  const given = windows("tf.conv2d()", x.shape, filter.shape, g);
  return compose(b, (run) => convolve(b, run, [x, filter], given));
}

function depthwise(b: TensorFlowBackend, { x, filter }: Inputs, g: Geometry): Info {
  const given = windows("tf.depthwiseConv2d()", x.shape, filter.shape, g, true);
  return compose(b, (run) => convolve(b, run, [x, filter], given, "DepthwiseConv2dNative"));
}

interface Resizing {
  readonly alignCorners?: boolean;
  readonly halfPixelCenters?: boolean;
}

/** Where the middles of pixels lie when images are resized. */
const centres = ({ alignCorners, halfPixelCenters }: Resizing) => ({
  align_corners: alignCorners ?? false,
  half_pixel_centers: halfPixelCenters ?? false,
});

/** Convolutions and resizing of images, with their gradients. */
export const convolutions: Kernels = {
  Conv2D: conv2d,
  Conv2DBackpropInput(b, { dy, filter }, { inputShape, ...g }) {
    const where = windows("tf.conv2dTranspose()", inputShape, filter.shape, g), { count } = where;
    const [n, rows, columns, c] = dy.shape;
    if (rows < count[0] || columns < count[1]) {
      throw new RangeError(
        `Cannot take a convolution back to ${inputShape}: that gives ${count.join("x")}, ` +
          `and ${rows}x${columns} are given`,
      );
    }
    return compose(b, (run) => {
      const [given, weights] = [dy, filter].map((x) => real32(run, x));
      // tfjs leaves alone what the convolution would not have given
      const begin = b.constant("int32", [0, 0, 0, 0]);
      const fits = rows === count[0] && columns === count[1];
      const slope = fits
        ? given
        : run("Slice", [given, begin, b.constant("int32", [n, ...count, c])]);
      return inputGradient(b, run, [slope, weights], inputShape, where);
    });
  },
  Conv2DBackpropFilter(b, { x, dy }, { filterShape, ...g }) {
    const given = windows("tf.conv2d()", x.shape, filterShape, g);
    return compose(b, (run) => filterGradient(b, run, [x, dy], filterShape, given));
  },
  FusedConv2D(b, { x, filter, bias, preluActivationWeights }, attributes) {
    const sum = addBias(b, conv2d(b, { x, filter }, attributes), bias);
    const { activation, leakyreluAlpha } = attributes;
    return activate(b, sum, activation, leakyreluAlpha, preluActivationWeights);
  },
  DepthwiseConv2dNative: depthwise,
  DepthwiseConv2dNativeBackpropInput(b, { dy, filter }, { inputShape, ...g }) {
    const given = windows("tf.depthwiseConv2d()", inputShape, filter.shape, g, true);
    return compose(
      b,
      (run) => inputGradient(b, run, [dy, filter], inputShape, given, "DepthwiseConv2dNative"),
    );
  },
  DepthwiseConv2dNativeBackpropFilter(b, { x, dy }, { filterShape, ...g }) {
    const given = windows("tf.depthwiseConv2d()", x.shape, filterShape, g, true);
    return compose(
      b,
      (run) => filterGradient(b, run, [x, dy], filterShape, given, "DepthwiseConv2dNative"),
    );
  },
  FusedDepthwiseConv2D(b, { x, filter, bias, preluActivationWeights }, attributes) {
    const sum = addBias(b, depthwise(b, { x, filter }, attributes), bias);
    const { activation, leakyreluAlpha } = attributes;
    return activate(b, sum, activation, leakyreluAlpha, preluActivationWeights);
  },
  FusedBatchNorm(b, { x, mean, variance, offset, scale }, { varianceEpsilon }) {
    refuseFlags("normalise", x);
    return compose(b, (run) => {
      const real = (given: Info) => real32(run, given);
      const shifted = run("AddV2", [real(variance), b.number("float32", varianceEpsilon)]);
      const root = run("Rsqrt", [shifted]), factor = scale ? run("Mul", [root, real(scale)]) : root;
      const scaled = run("Mul", [run("Sub", [real(x), real(mean)]), factor]);
      const y = offset ? run("AddV2", [scaled, real(offset)]) : scaled;
      return x.dtype === "float32" ? y : narrow(b, run, y, x.dtype);
    });
  },
  ResizeBilinear: (b, { images }, { size, ...resizing }) =>
    compose(
      b,
      (run) =>
        run("ResizeBilinear", [real32(run, images), b.constant("int32", size)], centres(resizing)),
    ),
  ResizeBilinearGrad: (b, { images, dy }, resizing) =>
    b.one("ResizeBilinearGrad", [dy, images], centres(resizing)),
  ResizeNearestNeighbor: (b, { images }, { size, ...resizing }) =>
    b.one("ResizeNearestNeighbor", [images, b.constant("int32", size)], centres(resizing)),
  ResizeNearestNeighborGrad: (b, { images, dy }, resizing) => {
    const size = b.constant("int32", images.shape.slice(1, 3));
    return b.one("ResizeNearestNeighborGrad", [dy, size], centres(resizing));
  },
};
