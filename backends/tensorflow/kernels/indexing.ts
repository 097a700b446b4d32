import { tf } from "../../tf.ts";
import type { Kernels } from "./kernel.ts";

/** Kernels that take values from places, or put them there. */
export const indexing: Kernels = {
  GatherV2(b, { x, indices }, { axis, batchDims }) {
    const [dimension] = tf.util.parseAxisParam(axis, x.shape);
    return b.one("GatherV2", [x, indices, b.constant("int32", dimension)], {
      batch_dims: { int: batchDims ?? 0 },
    });
  },
  GatherNd: (b, { params, indices }) => b.one("GatherNd", [params, indices]),
  ScatterNd: (b, { indices, updates }, { shape }) =>
    b.one("ScatterNd", [indices, updates, b.constant("int32", shape)]),
  TensorScatterUpdate: (b, { tensor, indices, updates }) =>
    b.one("TensorScatterUpdate", [tensor, indices, updates]),
  SparseToDense: (b, { sparseIndices, sparseValues, defaultValue }, { outputShape }) =>
    b.one("SparseToDense", [
      sparseIndices,
      b.constant("int32", outputShape),
      sparseValues,
      defaultValue,
    ], { validate_indices: false }),
  UnsortedSegmentSum: (b, { x, segmentIds }, { numSegments }) =>
    b.one("UnsortedSegmentSum", [x, segmentIds, b.constant("int32", numSegments)]),
  OneHot(b, { indices }, { depth, onValue, offValue, dtype }) {
    const type = dtype ?? "float32";
    const inputs = [b.number(type, onValue), b.number(type, offValue)];
    return b.one("OneHot", [indices, b.constant("int32", depth), ...inputs], { axis: { int: -1 } });
  },
  SearchSorted: (b, { sortedSequence, values }, { side }) =>
    b.one(side === "left" ? "LowerBound" : "UpperBound", [sortedSequence, values]),
  Unique(b, { x }, { axis }) {
    return b.run("UniqueV2", [x, b.constant("int32", [axis])], {}, 2);
  },
  Where: (b, { condition }) => b.one("Where", [condition]),
};
