import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose } from "../compose.ts";
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

/** Convolutions and resizing of images, with their gradients. */
export const convolutions: Kernels = {
  Conv2D: conv2d,
  Conv2DBackpropInput(b, { dy, filter }, { inputShape, ...g }) {
    const given = windows("tf.conv2dTranspose()", inputShape, filter.shape, g), { count } = given;
    const [n, rows, columns, c] = dy.shape;
    if (rows < count[0] || columns < count[1]) {
      throw new RangeError(
        `Cannot take a convolution back to ${inputShape}: that gives ${count.join("x")}, ` +
          `and ${rows}x${columns} are given`,
      );
    }
    return compose(b, (run) => {
      // tfjs leaves alone what the convolution would not have given
      const begin = b.constant("int32", [0, 0, 0, 0]);
      const fits = rows === count[0] && columns === count[1];
      const slope = fits ? dy : run("Slice", [dy, begin, b.constant("int32", [n, ...count, c])]);
      return inputGradient(b, run, [slope, filter], inputShape, given);
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
  FusedBatchNorm: (b, { x, mean, variance, offset, scale }, { varianceEpsilon }) =>
    compose(b, (run) => {
      const shifted = run("AddV2", [variance, b.number("float32", varianceEpsilon)]);
      const root = run("Rsqrt", [shifted]), factor = scale ? run("Mul", [root, scale]) : root;
      const scaled = run("Mul", [run("Sub", [x, mean]), factor]);
      return offset ? run("AddV2", [scaled, offset]) : scaled;
    }),
  ResizeBilinear: (b, { images }, { size, alignCorners, halfPixelCenters }) =>
    b.one("ResizeBilinear", [images, b.constant("int32", size)], {
      align_corners: alignCorners,
      half_pixel_centers: halfPixelCenters,
    }),
  ResizeBilinearGrad: (b, { images, dy }, { alignCorners }) =>
    b.one("ResizeBilinearGrad", [dy, images], { align_corners: alignCorners }),
  ResizeNearestNeighbor: (b, { images }, { size, alignCorners, halfPixelCenters }) =>
    b.one("ResizeNearestNeighbor", [images, b.constant("int32", size)], {
      align_corners: alignCorners,
      half_pixel_centers: halfPixelCenters,
    }),
  ResizeNearestNeighborGrad: (b, { images, dy }, { alignCorners }) =>
    b.one("ResizeNearestNeighborGrad", [dy, b.constant("int32", images.shape.slice(1, 3))], {
      align_corners: alignCorners,
    }),
};
