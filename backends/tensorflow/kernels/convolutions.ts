import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import type { Attributes } from "../value.ts";
import type { Kernels } from "./kernel.ts";
import { activate, addBias } from "./products.ts";

const { backend_util: shapes } = tf;

type Four = [number, number, number, number];
type Window = Pick<
  tf.backend_util.Conv2DInfo,
  "padInfo" | "strideHeight" | "strideWidth" | "dilationHeight" | "dilationWidth"
>;

/** What a convolution is told, in TensorFlow's words. */
function convolution({ padInfo, ...info }: Window): Attributes {
  const { top, bottom, left, right, type } = padInfo;
  const explicit = { explicit_paddings: { ints: [0, 0, top, bottom, left, right, 0, 0] } };
  return {
    strides: { ints: [1, info.strideHeight, info.strideWidth, 1] },
    dilations: { ints: [1, info.dilationHeight, info.dilationWidth, 1] },
    data_format: "NHWC",
    padding: type === "NUMBER" ? "EXPLICIT" : type,
    ...(type === "NUMBER" || type === "EXPLICIT" ? explicit : {}),
  };
}

type Geometry = {
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
};

function infoOf(x: readonly number[], filter: readonly number[], g: Geometry, depthwise = false) {
  const { strides, dilations = 1, pad, dimRoundingMode } = g;
  const f = filter as Four;
  return shapes.computeConv2DInfo(
    x as Four,
    f,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

function conv2d(b: TensorFlowBackend, { x, filter }: Record<string, Info>, g: Geometry): Info {
  return b.one("Conv2D", [x, filter], convolution(infoOf(x.shape, filter.shape, g)));
}

function depthwise(b: TensorFlowBackend, { x, filter }: Record<string, Info>, g: Geometry): Info {
  const attributes = convolution(infoOf(x.shape, filter.shape, g, true));
  return b.one("DepthwiseConv2dNative", [x, filter], attributes);
}

interface Pool {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

function pooling({ shape }: Info, { filterSize, strides, pad, dimRoundingMode }: Pool): Attributes {
  const info = shapes.computePool2DInfo(
    shape as Four,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const { dilations: _, ...attributes } = convolution(info);
  return { ...attributes, ksize: { ints: [1, info.filterHeight, info.filterWidth, 1] } };
}

/** Convolutions, pooling and resizing of images, with their gradients. */
export const convolutions: Kernels = {
  Conv2D: conv2d,
  Conv2DBackpropInput(b, { dy, filter }, { inputShape, ...g }) {
    const shape = b.constant("int32", inputShape);
    const attributes = convolution(infoOf(inputShape, filter.shape, g));
    return b.one("Conv2DBackpropInput", [shape, filter, dy], attributes);
  },
  Conv2DBackpropFilter(b, { x, dy }, { filterShape, ...g }) {
    const shape = b.constant("int32", filterShape);
    const attributes = convolution(infoOf(x.shape, filterShape, g));
    return b.one("Conv2DBackpropFilter", [x, shape, dy], attributes);
  },
  FusedConv2D(b, { x, filter, bias, preluActivationWeights }, attributes) {
    const sum = addBias(b, conv2d(b, { x, filter }, attributes), bias);
    const { activation, leakyreluAlpha } = attributes;
    return activate(b, sum, activation, leakyreluAlpha, preluActivationWeights);
  },
  DepthwiseConv2dNative: depthwise,
  DepthwiseConv2dNativeBackpropInput(b, { dy, filter }, { inputShape, ...g }) {
    const shape = b.constant("int32", inputShape);
    const attributes = convolution(infoOf(inputShape, filter.shape, g, true));
    return b.one("DepthwiseConv2dNativeBackpropInput", [shape, filter, dy], attributes);
  },
  DepthwiseConv2dNativeBackpropFilter(b, { x, dy }, { filterShape, ...g }) {
    const shape = b.constant("int32", filterShape);
    const attributes = convolution(infoOf(x.shape, filterShape, g, true));
    return b.one("DepthwiseConv2dNativeBackpropFilter", [x, shape, dy], attributes);
  },
  FusedDepthwiseConv2D(b, { x, filter, bias, preluActivationWeights }, attributes) {
    const sum = addBias(b, depthwise(b, { x, filter }, attributes), bias);
    const { activation, leakyreluAlpha } = attributes;
    return activate(b, sum, activation, leakyreluAlpha, preluActivationWeights);
  },
  MaxPool: (b, { x }, pool) => b.one("MaxPool", [x], pooling(x, pool)),
  MaxPoolGrad: (b, { dy, input, output }, pool) =>
    b.one("MaxPoolGrad", [input, output, dy], pooling(input, pool)),
  AvgPool: (b, { x }, pool) => b.one("AvgPool", [x], pooling(x, pool)),
  AvgPoolGrad: (b, { dy, input }, pool) =>
    b.one("AvgPoolGrad", [b.constant("int32", input.shape), dy], pooling(input, pool)),
  FusedBatchNorm(b, { x, mean, variance, offset, scale }, { varianceEpsilon }) {
    const epsilon = b.number("float32", varianceEpsilon);
    const shifted = b.one("AddV2", [variance, epsilon]), root = b.one("Rsqrt", [shifted]);
    const factor = scale ? b.one("Mul", [root, scale]) : b.share(root);
    const centred = b.one("Sub", [x, mean]), scaled = b.one("Mul", [centred, factor]);
    const y = offset ? b.one("AddV2", [scaled, offset]) : b.share(scaled);
    for (const part of [shifted, root, factor, centred, scaled]) {
      b.disposeIntermediateTensorInfo(part);
    }
    return y;
  },
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
