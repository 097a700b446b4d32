import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose } from "../compose.ts";
import { refuseFlags, viaInt32 } from "../numbers.ts";
import { MOST_ROWS, sumRows } from "../sum_rows.ts";
import { Type } from "../types.ts";
import type { Attributes as Told, Value } from "../value.ts";
import type { Kernels } from "./kernel.ts";

type Axis = number | number[] | undefined;

/** Reduced dimensions: one, some, or all where none is named. */
const dimensions = ({ shape }: Info, axis: Axis) => tf.util.parseAxisParam(axis!, [...shape]);

interface Attributes {
  readonly axis?: Axis;
  readonly reductionIndices?: Axis;
  readonly keepDims?: boolean;
}

interface Way {
  /** Types that are computed as another. */
  readonly as?: Readonly<Record<string, "float32" | "int32">>;
  /** The result's type for flags, where it is computed as int32. */
  readonly flags?: "bool" | "int32";
  /** What tfjs says of no values at all, where TensorFlow says something else. */
  readonly none?: number;
}

/** Reduces dimensions, or finds a place along one. */
const reduction = (op: string, { as = {}, flags = "int32", none }: Way = {}) =>
(
  b: TensorFlowBackend,
  { x }: { readonly x: Info },
  { axis, reductionIndices, keepDims = false }: Attributes,
) => {
  const reduced = dimensions(x, axis ?? reductionIndices), isPlace = op.startsWith("Arg");
  if (none !== undefined && reduced.some((i) => x.shape[i] === 0)) {
    const left = x.shape.map((size, i) => reduced.includes(i) ? 1 : size);
    const shape = keepDims ? left : left.filter((_, i) => !reduced.includes(i));
    const isFlag = x.dtype === "bool" && flags === "bool";
    const type = isPlace ? "int32" : isFlag ? "bool" : as[x.dtype] ?? x.dtype;
    return b.one("Fill", [
      b.constant("int32", shape),
      b.number(type as "float32", type === "float32" ? none : 0),
    ]);
  }
  const list = b.constant("int32", isPlace ? reduced[0] : reduced);
  const told: Told = isPlace ? { output_type: { type: Type.int32 } } : { keep_dims: keepDims };
  return compose(b, (run) => {
    const type = as[x.dtype];
    if (!type) return run(op, [x, list], told);
    const y = run(op, [run("Cast", [x], { DstT: { type: Type[type] } }), list], told);
    return x.dtype === "bool" && flags === "bool" ? run("NotEqual", [y, b.number("int32", 0)]) : y;
  });
};

interface Cumulative {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

const cumulative =
  (op: string) => (b: TensorFlowBackend, { x }: { readonly x: Info }, a: Cumulative) =>
    viaInt32(
      b,
      x,
      "int32",
      (run, x) =>
        run(op, [x, b.constant("int32", a.axis)], { exclusive: a.exclusive, reverse: a.reverse }),
    );

const extreme = (op: string) => reduction(op, { as: { bool: "int32" }, flags: "bool", none: NaN });

/** Sums of many real numbers are taken in stages. */
const additive = (op: "Sum" | "Mean", way: Way) => {
  const plain = reduction(op, way),
    size = (shape: readonly number[]) => tf.util.sizeFromShape([...shape]);
  return (b: TensorFlowBackend, inputs: { readonly x: Info }, a: Attributes) => {
    const { shape, dtype } = inputs.x, reduced = dimensions(inputs.x, a.axis);
    const count = size(reduced.map((dimension) => shape[dimension]));
    if (dtype !== "float32" || count <= MOST_ROWS) return plain(b, inputs, a);
    return compose(b, (run) => {
      let value: Info | Value = inputs.x, left = shape.map((size, i) => ({ size, i }));
      const is = (at: number) => reduced.includes(left[at]?.i);
      // one run of neighbouring dimensions after the other
      for (let end = left.length; end > 0; end--) {
        if (!is(end - 1)) continue;
        let begin = end - 1;
        while (is(begin - 1)) begin--;
        const sizes = [left.slice(0, begin), left.slice(begin, end), left.slice(end)]
          .map((part) => size(part.map(({ size }) => size)));
        value = sumRows(b, run, run("Reshape", [value, b.constant("int32", sizes)]));
        left = left.toSpliced(begin, end - begin);
        end = begin + 1;
      }
      if (op === "Mean") value = run("Mul", [value, b.number("float32", 1 / count)]);
      const kept = shape.map((size, i) => reduced.includes(i) ? 1 : size);
      const result = a.keepDims ? kept : left.map(({ size }) => size);
      return run("Reshape", [value, b.constant("int32", result)]);
    });
  };
};

/** Kernels that make a dimension smaller, or run along it. */
export const reductions: Kernels = {
  All: reduction("All", { none: 0 }),
  Any: reduction("Any"),
  Max: extreme("Max"),
  Mean: additive("Mean", { as: { bool: "float32", int32: "float32" }, flags: "int32", none: 0 }),
  Min: extreme("Min"),
  Prod: reduction("Prod", { as: { bool: "int32" } }),
  Sum: additive("Sum", { as: { bool: "int32" } }),
  ArgMax: reduction("ArgMax", { none: 0 }),
  ArgMin: reduction("ArgMin", { none: 0 }),
  Cumprod: cumulative("Cumprod"),
  Cumsum: cumulative("Cumsum"),
  TopK(b, { x }, { k, sorted }) {
    const find = (x: Info) =>
      b.run("TopKV2", [x, b.constant("int32", k)], { sorted: sorted ?? true }, 2);
    if (x.dtype !== "bool") return find(x);
    const whole = b.one("Cast", [x], { DstT: { type: Type.int32 } });
    const [values, indices] = find(whole);
    b.disposeIntermediateTensorInfo(whole);
    const flags = b.one("NotEqual", [values, b.number("int32", 0)]);
    return [b.instead(values, flags), indices];
  },
  Bincount(b, { x, weights }, { size }) {
    refuseFlags("count with", weights);
    return b.one("Bincount", [x, b.constant("int32", size), weights]);
  },
  DenseBincount: (b, { x, weights }, { size, binaryOutput }) =>
    b.one("DenseBincount", [x, b.constant("int32", size), weights], {
      binary_output: binaryOutput ?? false,
    }),
};
