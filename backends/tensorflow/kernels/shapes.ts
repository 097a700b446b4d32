import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { spread } from "../broadcast.ts";
import { compose } from "../compose.ts";
import { viaInt32 } from "../numbers.ts";
import type { Kernels } from "./kernel.ts";
import { needNhwc } from "./layout.ts";

const { util, slice_util: slices } = tf;

/** Pairs of numbers, as tfjs has them, as the matrix that TensorFlow takes. */
function pairs(b: TensorFlowBackend, list: readonly (readonly number[])[]) {
  const flat = b.constant("int32", list.flat());
  return { flat, shape: b.constant("int32", [list.length, 2]) };
}

/** Runs an op whose second input is a matrix of pairs. */
function withPairs(
  b: TensorFlowBackend,
  op: string,
  inputs: (matrix: Info) => Parameters<TensorFlowBackend["one"]>[1],
  list: readonly (readonly number[])[],
  attributes = {},
): Info {
  const { flat, shape } = pairs(b, list);
  const matrix = b.one("Reshape", [flat, shape]);
  const result = b.one(op, inputs(matrix), attributes);
  b.disposeIntermediateTensorInfo(matrix);
  return result;
}

const reshape = (b: TensorFlowBackend, x: Info, shape: readonly number[]) =>
  b.one("Reshape", [x, b.constant("int32", shape)]);

/** Kernels that arrange values anew. */
export const shapes: Kernels = {
  Reshape(b, { x }, { shape }) {
    const to = util.inferFromImplicitShape(shape, util.sizeFromShape(x.shape));
    return reshape(b, x, to);
  },
  ExpandDims: (b, { input }, { dim }) => b.one("ExpandDims", [input, b.constant("int32", dim)]),
  Transpose: (b, { x }, { perm }) => b.one("Transpose", [x, b.constant("int32", perm)]),
  Slice(b, { x }, { begin, size }) {
    const [from, counts] = slices.parseSliceParams(x, begin, size);
    return b.one("Slice", [x, b.constant("int32", from), b.constant("int32", counts)]);
  },
  StridedSlice(b, { x }, a) {
    const inputs = [x, ...[a.begin, a.end, a.strides].map((list) => b.constant("int32", list))];
    return b.one("StridedSlice", inputs, {
      begin_mask: { int: a.beginMask },
      end_mask: { int: a.endMask },
      ellipsis_mask: { int: a.ellipsisMask },
      new_axis_mask: { int: a.newAxisMask },
      shrink_axis_mask: { int: a.shrinkAxisMask },
    });
  },
  Concat(b, inputs, { axis }) {
    const list = inputs as Info[];
    const [dimension] = util.parseAxisParam(axis, list[0].shape);
    if (list.length === 1) return b.share(list[0]);
    return b.one("ConcatV2", [list, b.constant("int32", dimension)]);
  },
  Pack: (b, inputs, { axis }) => b.one("Pack", [inputs as Info[]], { axis: { int: axis } }),
  Unpack(b, { value }, { axis }) {
    const [dimension] = util.parseAxisParam(axis, value.shape);
    const num = value.shape[dimension];
    return b.run("Unpack", [value], { axis: { int: dimension }, num: { int: num } }, num);
  },
  SplitV(b, { x }, { numOrSizeSplits, axis }) {
    const [dimension] = util.parseAxisParam(axis, x.shape);
    const sizes = tf.backend_util.prepareSplitSize(x, numOrSizeSplits, dimension);
    return b.run(
      "SplitV",
      [x, b.constant("int32", sizes), b.constant("int32", dimension)],
      { num_split: { int: sizes.length } },
      sizes.length,
    );
  },
  Tile: (b, { x }, { reps }) => b.one("Tile", [x, b.constant("int32", reps)]),
  BroadcastTo: (b, { x }, { shape }) =>
    compose(b, (run) => run("BroadcastTo", [spread(b, run, x, shape), b.constant("int32", shape)])),
  BroadcastArgs: (b, { s0, s1 }) => b.one("BroadcastArgs", [s0, s1]),
  PadV2: (b, { x }, { paddings, constantValue }) =>
    constantValue === 0
      ? withPairs(b, "Pad", (matrix) => [x, matrix], paddings)
      : withPairs(b, "PadV2", (matrix) => [x, matrix, b.number(x.dtype, constantValue)], paddings),
  MirrorPad: (b, { x }, { paddings, mode }) =>
    withPairs(b, "MirrorPad", (matrix) => [x, matrix], paddings, { mode: mode.toUpperCase() }),
  Reverse(b, { x }, { dims }) {
    if (x.shape.length === 0) return b.share(x);
    return b.one("ReverseV2", [x, b.constant("int32", util.parseAxisParam(dims, x.shape))]);
  },
  SpaceToBatchND: (b, { x }, { blockShape, paddings }) =>
    viaInt32(b, x, "bool", (run, x) => {
      const matrix = run("Reshape", Object.values(pairs(b, paddings)));
      return run("SpaceToBatchND", [x, b.constant("int32", blockShape), matrix]);
    }),
  BatchToSpaceND: (b, { x }, { blockShape, crops }) =>
    viaInt32(b, x, "bool", (run, x) => {
      const matrix = run("Reshape", Object.values(pairs(b, crops)));
      return run("BatchToSpaceND", [x, b.constant("int32", blockShape), matrix]);
    }),
  DepthToSpace(b, { x }, { blockSize, dataFormat }) {
    needNhwc("tf.depthToSpace()", dataFormat);
    return b.one("DepthToSpace", [x], { block_size: { int: blockSize }, data_format: "NHWC" });
  },
  Diag: (b, { x }) => viaInt32(b, x, "bool", (run, x) => run("Diag", [x])),
};
