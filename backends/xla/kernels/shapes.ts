import { tf } from "../../tf.ts";
import type { Info } from "../backend.ts";
import { iota, splat } from "../hlo/constants.ts";
import { plus, scaled } from "../hlo/elementwise.ts";
import { type Node, type Shape, sizeOf } from "../hlo/node.ts";
import {
  broadcast,
  broadcastTo,
  concatenate,
  pad,
  reshape,
  reverse,
  slice,
  transpose,
} from "../hlo/shapes.ts";
import { elementOf } from "../host_values.ts";
import type { Kernels } from "./kernel.ts";

const { util, slice_util: slices } = tf;

const axisOf = (axis: number, { shape }: { readonly shape: Shape }) =>
  util.parseAxisParam(axis, [...shape])[0];

/** Parts of a dimension, one after the other. */
function split(x: Node, dimension: number, sizes: readonly number[]): Node[] {
  let from = 0;
  return sizes.map((size) => {
    const begin = x.shape.map((_, i) => i === dimension ? from : 0);
    const end = x.shape.map((whole, i) => i === dimension ? from + size : whole);
    from += size;
    return slice(x, begin, end);
  });
}

/** Values that are mirrored at the edges of a dimension. */
function mirrored(x: Node, dimension: number, [before, after]: number[], edge: number): Node {
  const size = x.shape[dimension];
  const part = (from: number, to: number) =>
    slice(
      x,
      x.shape.map((_, i) => i === dimension ? from : 0),
      x.shape.map((whole, i) => i === dimension ? to : whole),
    );
  const parts = [
    ...before > 0 ? [reverse(part(edge, edge + before), [dimension])] : [],
    x,
    ...after > 0 ? [reverse(part(size - edge - after, size - edge), [dimension])] : [],
  ];
  return concatenate(parts, dimension);
}

/** Kernels that arrange values anew, or make them of numbers alone. */
export const shapes: Kernels = {
  Reshape: (b, { x }, { shape }) =>
    reshape(b.node(x), util.inferFromImplicitShape(shape, sizeOf(x.shape))),
  ExpandDims: (b, { input }, { dim }) => {
    const shape = [...input.shape];
    shape.splice(dim < 0 ? dim + shape.length + 1 : dim, 0, 1);
    return reshape(b.node(input), shape);
  },
  Transpose: (b, { x }, { perm }) => transpose(b.node(x), perm),
  Slice: (b, { x }, { begin, size }) => {
    const [from, counts] = slices.parseSliceParams(x, begin, size);
    slices.assertParamsValid(x, from, counts);
    return slice(b.node(x), from, from.map((start: number, i: number) => start + counts[i]));
  },
  StridedSlice: (b, { x }, a) => {
    const { finalShape, begin, end, strides } = slices.sliceInfo(
      ...[x.shape, a.begin, a.end, a.strides, a.beginMask, a.endMask] as const,
      ...[a.ellipsisMask, a.newAxisMask, a.shrinkAxisMask] as const,
    );
    // backwards: forwards over what is turned round
    const turned = (strides as number[]).flatMap((step, i) => step < 0 ? [i] : []);
    const at = (place: number, i: number) => turned.includes(i) ? x.shape[i] - 1 - place : place;
    const node = turned.length > 0 ? reverse(b.node(x), turned) : b.node(x);
    const [from, to] = [begin, end].map((list: number[]) => list.map(at));
    const bounded = to.map((place, i) => Math.max(from[i], Math.min(place, x.shape[i])));
    return reshape(slice(node, from, bounded, strides.map(Math.abs)), finalShape);
  },
  Concat: (b, inputs, { axis }) => {
    const given = inputs as Info[], nodes = given.map((info) => b.node(info));
    const isAlike = nodes.every(({ element }) => element === nodes[0].element);
    return concatenate(
      isAlike ? nodes : given.map((info) => b.full(info)),
      axisOf(axis, given[0]),
    );
  },
  Pack: (b, inputs, { axis }) => {
    const given = inputs as Info[], shape = [...given[0].shape];
    const dimension = axis < 0 ? axis + shape.length + 1 : axis;
    shape.splice(dimension, 0, 1);
    return concatenate(given.map((info) => reshape(b.full(info), shape)), dimension);
  },
  Unpack: (b, { value }, { axis }) => {
    const dimension = axisOf(axis, value);
    const rest = value.shape.filter((_: number, i: number) => i !== dimension);
    const ones = new Array<number>(value.shape[dimension]).fill(1);
    return split(b.node(value), dimension, ones).map((one) => reshape(one, rest));
  },
  SplitV: (b, { x }, { numOrSizeSplits, axis }) => {
    const dimension = axisOf(axis, x);
    const sizes = tf.backend_util.prepareSplitSize(x, numOrSizeSplits, dimension);
    return split(b.node(x), dimension, sizes);
  },
  Tile: (b, { x }, { reps }) => {
    const node = b.node(x), spread = node.shape.flatMap((size, i) => [reps[i], size]);
    const wide = broadcast(node, spread, node.shape.map((_, i) => 2 * i + 1));
    return reshape(wide, node.shape.map((size, i) => size * reps[i]));
  },
  BroadcastTo: (b, { x }, { shape }) => broadcastTo(b.node(x), shape),
  PadV2: (b, { x }, { paddings, constantValue }) => {
    const node = b.node(x), pairs = paddings as [number, number][];
    const [low, high] = [pairs.map(([low]) => low), pairs.map(([, high]) => high)];
    return pad(node, splat(constantValue, node.element), low, high);
  },
  MirrorPad: (b, { x }, { paddings, mode }) =>
    (paddings as [number, number][]).reduce(
      (node, pair, i) => mirrored(node, i, pair, mode === "reflect" ? 1 : 0),
      b.node(x),
    ),
  Reverse: (b, { x }, { dims }) =>
    x.shape.length === 0 ? b.node(x) : reverse(b.node(x), util.parseAxisParam(dims, x.shape)),
  Fill: (_, _inputs, { shape, value, dtype }) =>
    splat(Number(value), elementOf(dtype ?? util.inferDtype(value)), shape),
  Range: (_, _inputs, { start, stop, step, dtype }) => {
    // tfjs counts down where it is told no step
    const by = stop < start && step === 1 ? -1 : step, element = elementOf(dtype ?? "float32");
    const length = Math.max(0, Math.ceil((stop - start) / by));
    return plus(scaled(iota(0, element, [length]), by), splat(start, element));
  },
};
