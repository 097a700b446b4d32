import type { Info, TensorFlowBackend } from "../backend.ts";
import { Type } from "../types.ts";
import type { Kernels } from "./kernel.ts";

/** Reduced dimensions as tfjs gives them: one, some, or all where none is named. */
function axes(b: TensorFlowBackend, { shape }: Info, axis: number | number[] | undefined) {
  if (typeof axis === "number") return b.constant("int32", [axis]);
  return b.constant("int32", axis ?? shape.map((_, i) => i));
}

interface Attributes {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

const reduction = (op: string) => (b: TensorFlowBackend, { x }: { x: Info }, a: Attributes) =>
  b.one(op, [x, axes(b, x, a.axis)], { keep_dims: a.keepDims ?? false });

const place = (op: string) => (b: TensorFlowBackend, { x }: { x: Info }, a: { axis: number }) =>
  b.one(op, [x, b.constant("int32", a.axis)], { output_type: { type: Type.int32 } });

interface Cumulative {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

const cumulative = (op: string) => (b: TensorFlowBackend, { x }: { x: Info }, a: Cumulative) =>
  b.one(op, [x, b.constant("int32", a.axis)], { exclusive: a.exclusive, reverse: a.reverse });

/** Kernels that make a dimension smaller, or run along it. */
export const reductions: Kernels = {
  All: reduction("All"),
  Any: reduction("Any"),
  Max: (b, { x }, { reductionIndices, keepDims }) =>
    b.one("Max", [x, axes(b, x, reductionIndices)], { keep_dims: keepDims ?? false }),
  Mean: reduction("Mean"),
  Min: reduction("Min"),
  Prod: reduction("Prod"),
  Sum(b, inputs, attributes) {
    if (inputs.x.dtype !== "bool") return reduction("Sum")(b, inputs, attributes);
    const x = b.one("Cast", [inputs.x], { DstT: { type: Type.int32 } });
    const sum = reduction("Sum")(b, { x }, attributes);
    b.disposeIntermediateTensorInfo(x);
    return sum;
  },
  ArgMax: place("ArgMax"),
  ArgMin: place("ArgMin"),
  Cumprod: cumulative("Cumprod"),
  Cumsum: cumulative("Cumsum"),
  TopK: (b, { x }, { k, sorted }) =>
    b.run("TopKV2", [x, b.constant("int32", k)], { sorted: sorted ?? true }, 2),
  Bincount(b, { x, weights }, { size }) {
    return b.one("Bincount", [x, b.constant("int32", size), weights]);
  },
  DenseBincount: (b, { x, weights }, { size, binaryOutput }) =>
    b.one("DenseBincount", [x, b.constant("int32", size), weights], {
      binary_output: binaryOutput ?? false,
    }),
};
