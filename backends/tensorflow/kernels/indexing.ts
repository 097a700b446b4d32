import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose, isEmpty, type Run } from "../compose.ts";
import { Type } from "../types.ts";
import type { Value } from "../value.ts";
import type { Kernels } from "./kernel.ts";

/** One place a row, where tfjs has a list of places. */
const places = (b: TensorFlowBackend, run: Run, indices: Info): Info | Value =>
  indices.shape.length === 1 ? run("ExpandDims", [indices, b.constant("int32", 1)]) : indices;

/** tfjs's own words for an index that there is not. */
function renamed<Result>(size: number, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    const [, index] = /indices\S* = (-?\d+) is not in/.exec((error as Error).message) ?? [];
    if (index === undefined) throw error;
    throw new Error(`GatherV2: the index value ${index} is not in [0, ${size - 1}]`, {
      cause: error,
    });
  }
}

/** Kernels that take values from places, or put them there. */
export const indexing: Kernels = {
  GatherV2(b, { x, indices }, { axis, batchDims = 0 }) {
    const [dimension] = tf.util.parseAxisParam(axis, x.shape);
    tf.backend_util.segment_util.collectGatherOpShapeInfo(x, indices, dimension, batchDims);
    return renamed(
      x.shape[dimension],
      () =>
        b.one("GatherV2", [x, indices, b.constant("int32", dimension)], {
          batch_dims: { int: batchDims },
        }),
    );
  },
  GatherNd: (b, { params, indices }) => b.one("GatherNd", [params, indices]),
  ScatterNd: (b, { indices, updates }, { shape }) =>
    isEmpty(shape)
      ? b.one("Fill", [b.constant("int32", shape), b.number(updates.dtype, 0)])
      : compose(b, (run) => {
        const sizes = b.constant("int32", shape);
        return run("ScatterNd", [places(b, run, indices), updates, sizes]);
      }),
  TensorScatterUpdate: (b, { tensor, indices, updates }) =>
    compose(b, (run) => run("TensorScatterUpdate", [tensor, places(b, run, indices), updates])),
  SparseToDense: (b, { sparseIndices, sparseValues, defaultValue }, { outputShape }) =>
    b.one("SparseToDense", [
      sparseIndices,
      b.constant("int32", outputShape),
      sparseValues,
      defaultValue,
    ], { validate_indices: false }),
  UnsortedSegmentSum: (b, { x, segmentIds }, { numSegments }) =>
    compose(b, (run) => {
      // tfjs adds in float32, and leaves out what belongs to no segment
      const real = x.dtype === "float32" ? x : run("Cast", [x], { DstT: { type: Type.float32 } });
      const count = b.constant("int32", numSegments);
      const known = run("Less", [segmentIds, count]);
      const ids = run("SelectV2", [known, segmentIds, b.constant("int32", -1)]);
      return run("UnsortedSegmentSum", [real, ids, count]);
    }),
  OneHot(b, { indices }, { depth, onValue, offValue, dtype }) {
    const type = dtype ?? "float32";
    const inputs = [b.number(type, onValue), b.number(type, offValue)];
    return b.one("OneHot", [indices, b.constant("int32", depth), ...inputs], { axis: { int: -1 } });
  },
  SearchSorted: (b, { sortedSequence, values }, { side }) =>
    compose(b, (run) => {
      const numbers = [sortedSequence, values].map((x) =>
        x.dtype === "bool" ? run("Cast", [x], { DstT: { type: Type.int32 } }) : x
      );
      return run(side === "left" ? "LowerBound" : "UpperBound", numbers);
    }),
  Unique(b, { x }, { axis }) {
    const find = (x: Info) => b.run("UniqueV2", [x, b.constant("int32", [axis])], {}, 2);
    if (x.dtype !== "float32") return find(x);
    // by their bits, after which all that are not numbers are one, and so are both zeros
    const bits = compose(b, (run) => {
      const real = run("Cast", [x], { DstT: { type: Type.float32 } });
      const known = run("SelectV2", [run("IsNan", [real]), b.number("float32", NaN), real]);
      const signless = run("AddV2", [known, b.number("float32", 0)]);
      return run("Bitcast", [signless], { type: { type: Type.int32 } });
    });
    const [values, indices] = find(bits);
    b.disposeIntermediateTensorInfo(bits);
    return [
      b.instead(values, b.one("Bitcast", [values], { type: { type: Type.float32 } })),
      indices,
    ];
  },
  Where: (b, { condition }) => b.one("Where", [condition]),
};
