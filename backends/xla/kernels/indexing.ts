import { tf } from "../../tf.ts";
import { iota, splat } from "../hlo/constants.ts";
import { compare, convert, select } from "../hlo/elementwise.ts";
import { gather, scatter } from "../hlo/indexing.ts";
import { type Node, sizeOf } from "../hlo/node.ts";
import { broadcast, concatenate, reshape, transpose } from "../hlo/shapes.ts";
import type { Kernels } from "./kernel.ts";
import { elementOf } from "../host_values.ts";

/** One place a row, where tfjs has a list of places. */
const rows = (indices: Node) =>
  indices.shape.length === 1 ? reshape(indices, [...indices.shape, 1]) : indices;

const axes = (rank: number, from = 0) => Array.from({ length: rank }, (_, i) => i + from);

/** Rows of a dimension by their numbers, apart in each of the leading dimensions of both. */
function take(x: Node, at: Node, dimension: number, batch: number): Node {
  const places = at.shape.slice(batch), inner = x.shape.slice(dimension + 1);
  const between = x.shape.slice(batch, dimension), lead = x.shape.slice(0, batch);
  // [lead, dimension, between, inner], so that what is counted comes first
  const order = [
    ...axes(batch),
    dimension,
    ...axes(between.length, batch),
    ...axes(inner.length, dimension + 1),
  ];
  const first = transpose(x, order), count = sizeOf(lead), n = sizeOf(places);
  const flat = reshape(first, [count, x.shape[dimension], ...between, ...inner]);
  const numbers = reshape(convert(at, "s32"), [count, n, 1]);
  const index = concatenate([iota(0, "s32", [count, n, 1]), numbers], 2);
  const taken = reshape(gather(flat, index), [...lead, ...places, ...between, ...inner]);
  // [lead, between, places, inner]
  const p = places.length, m = between.length;
  return transpose(taken, [
    ...axes(batch),
    ...axes(m, batch + p),
    ...axes(p, batch),
    ...axes(inner.length, batch + p + m),
  ]);
}

/** Kernels that take values from places, or put them there. */
export const indexing: Kernels = {
  GatherV2: (b, { x, indices }, { axis, batchDims = 0 }) => {
    const [dimension] = tf.util.parseAxisParam(axis, x.shape);
    tf.backend_util.segment_util.collectGatherOpShapeInfo(x, indices, dimension, batchDims);
    return take(b.node(x), b.node(indices), dimension, batchDims);
  },
  GatherNd: (b, { params, indices }) => gather(b.node(params), convert(b.node(indices), "s32")),
  ScatterNd: (b, { indices, updates }, { shape }) => {
    const values = b.full(updates);
    return scatter(splat(0, values.element, shape), rows(b.node(indices)), values, true);
  },
  TensorScatterUpdate: (b, { tensor, indices, updates }) =>
    scatter(b.full(tensor), rows(b.node(indices)), b.full(updates), false),
  // what belongs to no segment is left out
  UnsortedSegmentSum: (b, { x, segmentIds }, { numSegments }) => {
    const values = convert(b.full(x), "f32"), ids = b.node(segmentIds);
    const none = splat(0, "f32", [numSegments, ...values.shape.slice(ids.shape.length)]);
    return scatter(none, reshape(ids, [...ids.shape, 1]), values, true);
  },
  OneHot: (b, { indices }, { depth, onValue, offValue, dtype }) => {
    const at = b.node(indices), shape = [...at.shape, depth];
    const element = elementOf(dtype ?? "float32");
    const wanted = broadcast(at, shape, axes(at.shape.length));
    const found = compare("EQ", wanted, iota(shape.length - 1, "s32", shape));
    return select(found, splat(onValue, element), splat(offValue, element));
  },
};
