import { splat } from "../hlo/constants.ts";
import { plus, times } from "../hlo/elementwise.ts";
import type { Node } from "../hlo/node.ts";
import { broadcast, concatenate, pad, reshape, slice } from "../hlo/shapes.ts";
import { reduce } from "../hlo/windows.ts";
import { type FilterWindow, windowOf } from "./convolutions.ts";
import type { Kernels } from "./kernel.ts";

/** How far a stretch of rows and columns begins before the images, ends behind them, and is spread. */
interface Edges {
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
  readonly spread: readonly [number, number];
}

/** `x [n, h, w, ...]` with zeros around it and between its rows and columns. */
function padded(x: Node, { low, high, spread }: Edges): Node {
  const rest = x.shape.slice(3).map(() => 0);
  const all = (pair: readonly [number, number]) => [0, ...pair, ...rest];
  return pad(x, splat(0, x.element), all(low), all(high), all(spread));
}

/** For each place of a filter what lies under it, all results beside one another. */
function under(
  x: Node,
  [height, width]: readonly number[],
  { output, stride, dilation }: Pick<FilterWindow, "output" | "stride" | "dilation">,
): Node[] {
  const rest = x.shape.slice(3), none = rest.map(() => 0);
  return Array.from({ length: height * width }, (_, place) => {
    const from = [Math.floor(place / width) * dilation[0], place % width * dilation[1]];
    const to = from.map((start, i) => start + (output[i] - 1) * stride[i] + 1);
    return slice(
      x,
      [0, ...from, ...none],
      [x.shape[0], ...to, ...rest],
      [1, ...stride, ...rest.map(() => 1)],
    );
  });
}

/** The numbers `[channels, multiplier]` of each place of a filter. */
function placesOf(filter: Node): Node[] {
  const [height, width, ...numbers] = filter.shape;
  return Array.from({ length: height * width }, (_, place) => {
    const at = [Math.floor(place / width), place % width];
    const to = [at[0] + 1, at[1] + 1, ...numbers];
    return reshape(slice(filter, [...at, 0, 0], to), numbers);
  });
}

/** Images `[n, h, w, channels]` as `[n, h, w, channels, multiplier]`. */
const wide = (x: Node, multiplier: number) => broadcast(x, [...x.shape, multiplier], [0, 1, 2, 3]);

const sumOf = (parts: readonly Node[]) => parts.reduce(plus);

function forward(x: Node, filter: Node, w: FilterWindow): Node {
  const [height, width, channels, multiplier] = filter.shape, [rows, columns] = w.padding;
  const around = padded(x, {
    low: [rows[0], columns[0]],
    high: [rows[1], columns[1]],
    spread: [0, 0],
  });
  const parts = under(around, [height, width], w), numbers = placesOf(filter);
  const products = parts.map((part, i) => {
    const images = wide(part, multiplier);
    return times(images, broadcast(numbers[i], images.shape, [3, 4]));
  });
  return reshape(sumOf(products), [x.shape[0], ...w.output, channels * multiplier]);
}

function inputGradient(dy: Node, filter: Node, w: FilterWindow): Node {
  const [height, width, channels, multiplier] = filter.shape;
  const edges = [height, width].map((size, i) => {
    const reach = (size - 1) * w.dilation[i], low = reach - w.padding[i][0];
    return [low, w.input[i] - ((w.output[i] - 1) * w.stride[i] + 1) - low + reach];
  });
  const around = padded(reshape(dy, [dy.shape[0], ...w.output, channels, multiplier]), {
    low: [edges[0][0], edges[1][0]],
    high: [edges[0][1], edges[1][1]],
    spread: [w.stride[0] - 1, w.stride[1] - 1],
  });
  const window = { output: w.input, stride: [1, 1], dilation: w.dilation } as const;
  const numbers = placesOf(filter).reverse();
  const products = under(around, [height, width], window)
    .map((part, i) => times(part, broadcast(numbers[i], part.shape, [3, 4])));
  return reduce("add", sumOf(products), [4]);
}

function filterGradient(x: Node, dy: Node, shape: readonly number[], w: FilterWindow): Node {
  const [height, width, channels, multiplier] = shape, [rows, columns] = w.padding;
  const slopes = reshape(dy, [dy.shape[0], ...w.output, channels, multiplier]);
  const around = padded(x, {
    low: [rows[0], columns[0]],
    high: [rows[1], columns[1]],
    spread: [0, 0],
  });
  const sums = under(around, [height, width], w).map((part) =>
    reshape(reduce("add", times(wide(part, multiplier), slopes), [0, 1, 2]), [
      ...[1, channels, multiplier],
    ])
  );
  return reshape(concatenate(sums, 0), shape);
}

/**
 * Each channel convolved alone, as sums of what lies under each place of the filter. (XLA's grouped
 * convolutions on CPUs seemed slower by far; how much was not measured.)
 */
export const depthwise: Kernels = {
  DepthwiseConv2dNative: (b, { x, filter }, g) =>
    forward(b.full(x), b.full(filter), windowOf(b, x.shape, filter.shape, g, true)),
  DepthwiseConv2dNativeBackpropInput: (b, { dy, filter }, { inputShape, ...g }) =>
    inputGradient(b.full(dy), b.full(filter), windowOf(b, inputShape, filter.shape, g, true)),
  DepthwiseConv2dNativeBackpropFilter: (b, { x, dy }, { filterShape, ...g }) => {
    const window = windowOf(b, x.shape, filterShape, g, true);
    return filterGradient(b.full(x), b.full(dy), filterShape, window);
  },
};
