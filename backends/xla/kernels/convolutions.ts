import { tf } from "../../tf.ts";
import type { XlaBackend } from "../backend.ts";
import type { Node, Shape } from "../hlo/node.ts";
import { convolution } from "../hlo/products.ts";
import { reverse } from "../hlo/shapes.ts";
import type { Kernels } from "./kernel.ts";

/** How a filter goes over images, in whatever words it was told. */
export interface FilterWindow {
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  /** Zeros before and after, of rows and of columns. */
  readonly padding: readonly (readonly [number, number])[];
  /** Height and width of the images, and of the result. */
  readonly input: readonly [number, number];
  readonly output: readonly [number, number];
  readonly exact: boolean;
}

export const forward = (x: Node, filter: Node, w: FilterWindow): Node =>
  convolution(x, filter, {
    dimensions: "[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]",
    stride: w.stride,
    padding: w.padding,
    spread: [1, 1],
    dilation: w.dilation,
    shape: [x.shape[0], ...w.output, filter.shape[3]],
    element: x.element,
    exact: w.exact,
  });

/** The gradient of the images: a convolution with the filter turned round. */
export function inputGradient(dy: Node, filter: Node, w: FilterWindow): Node {
  const padding = [0, 1].map((i) => {
    const reach = (filter.shape[i] - 1) * w.dilation[i], low = reach - w.padding[i][0];
    const spread = (w.output[i] - 1) * w.stride[i] + 1;
    return [low, w.input[i] - spread - low + reach] as const;
  });
  return convolution(dy, reverse(filter, [0, 1]), {
    dimensions: "[b, 0, 1, f]x[0, 1, o, i]->[b, 0, 1, f]",
    stride: [1, 1],
    padding,
    spread: w.stride,
    dilation: w.dilation,
    shape: [dy.shape[0], ...w.input, filter.shape[2]],
    element: dy.element,
    exact: w.exact,
  });
}

/** The gradient of a filter: the images convolved with the slope, images in the place of channels. */
export function filterGradient(
  x: Node,
  dy: Node,
  [height, width]: readonly [number, number],
  w: FilterWindow,
): Node {
  const padding = [height, width].map((size, i) => {
    const reach = (size - 1) * w.dilation[i] + 1, spread = (w.output[i] - 1) * w.stride[i] + 1;
    return [w.padding[i][0], reach - 1 + spread - w.input[i] - w.padding[i][0]] as const;
  });
  return convolution(x, dy, {
    dimensions: "[f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f]",
    stride: w.dilation,
    padding,
    spread: [1, 1],
    dilation: w.stride,
    shape: [height, width, x.shape[3], dy.shape[3]],
    element: x.element,
    exact: w.exact,
  });
}

interface Geometry {
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

type Four = [number, number, number, number];

/** @param depthwise Whether each channel is convolved alone. */
export function windowOf(
  b: XlaBackend,
  x: Shape,
  filter: Shape,
  g: Geometry,
  depthwise = false,
): FilterWindow {
  const info = tf.backend_util.computeConv2DInfo(
    ...[x as Four, filter as Four, g.strides, g.dilations ?? 1, g.pad, g.dimRoundingMode] as const,
    depthwise,
  );
  const { top, bottom, left, right } = info.padInfo;
  return {
    stride: [info.strideHeight, info.strideWidth],
    dilation: [info.dilationHeight, info.dilationWidth],
    padding: [[top, bottom], [left, right]],
    input: [info.inHeight, info.inWidth],
    output: [info.outHeight, info.outWidth],
    exact: b.exact,
  };
}

/** tfjs's own convolution, with its gradients. */
export const convolutions: Kernels = {
  Conv2D: (b, { x, filter }, g) =>
    forward(b.full(x), b.full(filter), windowOf(b, x.shape, filter.shape, g)),
  Conv2DBackpropInput: (b, { dy, filter }, { inputShape, ...g }) =>
    inputGradient(b.full(dy), b.full(filter), windowOf(b, inputShape, filter.shape, g)),
  Conv2DBackpropFilter: (b, { x, dy }, { filterShape, ...g }) => {
    const window = windowOf(b, x.shape, filterShape, g);
    return filterGradient(b.full(x), b.full(dy), [filterShape[0], filterShape[1]], window);
  },
};
