import { tf } from "../../tf.ts";
import type { Info, XlaBackend } from "../backend.ts";
import { iota, splat } from "../hlo/constants.ts";
import {
  binary,
  compare,
  convert,
  isNaNOf,
  minus,
  scaled,
  select,
  unary,
} from "../hlo/elementwise.ts";
import { topK } from "../hlo/indexing.ts";
import type { Node } from "../hlo/node.ts";
import { dot } from "../hlo/products.ts";
import { reshape, transpose } from "../hlo/shapes.ts";
import { reduce, reduceWindow } from "../hlo/windows.ts";
import type { Kernels } from "./kernel.ts";

interface Attributes {
  readonly axis?: number | number[];
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

type One = { readonly x: Info };

/** Reduced dimensions as tfjs gives them: one, some, or all where none is named. */
const axesOf = (
  { shape }: Info,
  { axis, reductionIndices }: Attributes,
): number[] => [...tf.util.parseAxisParam((axis ?? reductionIndices) as number[], [...shape])];

function reduced(op: string, node: Node, axes: readonly number[], keepDims = false): Node {
  const result = reduce(op, node, axes);
  return keepDims
    ? reshape(result, node.shape.map((size, i) => axes.includes(i) ? 1 : size))
    : result;
}

/** What is reduced over nothing is a number of its own: no largest value, no place, not "all". */
function ofNothing(node: Node, axes: readonly number[], value: number, keepDims = false) {
  if (!axes.some((axis) => node.shape[axis] === 0)) return undefined;
  const kept = node.shape.map((size, i) => axes.includes(i) ? 1 : size);
  return splat(value, node.element, keepDims ? kept : kept.filter((_, i) => !axes.includes(i)));
}

const whole = (node: Node) => node.element === "pred" ? convert(node, "s32") : node;

const sum = (b: XlaBackend, { x }: One, a: Attributes) =>
  reduced("add", whole(b.full(x)), axesOf(x, a), a.keepDims);

const product = (b: XlaBackend, { x }: One, a: Attributes) =>
  reduced("multiply", whole(b.full(x)), axesOf(x, a), a.keepDims);

/** The largest or smallest value; flags are of that order too. */
const extreme = (op: "maximum" | "minimum") => (b: XlaBackend, { x }: One, a: Attributes) => {
  const node = b.full(x), axes = axesOf(x, a);
  const none = ofNothing(node, axes, node.element === "f32" ? NaN : 0, a.keepDims);
  return none ?? convert(reduced(op, whole(node), axes, a.keepDims), node.element);
};

const logical = (op: "and" | "or") => (b: XlaBackend, { x }: One, a: Attributes) => {
  const node = convert(b.full(x), "pred"), axes = axesOf(x, a);
  return ofNothing(node, axes, 0, a.keepDims) ?? reduced(op, node, axes, a.keepDims);
};

/** The first place of the largest or smallest value. */
const place =
  (op: "maximum" | "minimum") => (b: XlaBackend, { x }: One, { axis }: { axis: number }) => {
    const node = whole(b.full(x)), [dimension] = tf.util.parseAxisParam(axis, x.shape);
    const nowhere = ofNothing(node, [dimension], 0);
    if (nowhere) return convert(nowhere, "s32");
    const best = reduced(op, node, [dimension], true);
    const isBest = compare("EQ", node, best);
    const found = node.element === "f32" ? binary("or", isBest, isNaNOf(node)) : isBest;
    const places = iota(dimension, "s32", node.shape);
    const none = splat(node.shape[dimension], "s32", node.shape);
    return reduce("minimum", select(found, places, none), [dimension]);
  };

interface Cumulative {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/** The dimension that is run along, last. */
function lastFirst(node: Node, axis: number) {
  const dimension = tf.util.parseAxisParam(axis, [...node.shape])[0];
  const order = node.shape.map((_, i) => i).filter((i) => i !== dimension).concat(dimension);
  const inverse = node.shape.map((_, i) => order.indexOf(i));
  return { turned: transpose(node, order), back: (n: Node) => transpose(n, inverse) };
}

/** Sums along a dimension so far, as a product with a triangle of ones. */
function cumulativeSum(b: XlaBackend, { x }: One, a: Cumulative): Node {
  const { turned, back } = lastFirst(whole(b.full(x)), a.axis), { shape, element } = turned;
  const n = shape.at(-1)!, rows = shape.slice(0, -1).reduce((p, size) => p * size, 1);
  const from = iota(0, "s32", [n, n]), to = iota(1, "s32", [n, n]);
  const direction = a.reverse ? (a.exclusive ? "GT" : "GE") : (a.exclusive ? "LT" : "LE");
  const triangle = convert(compare(direction, from, to), element);
  const sums = dot(reshape(turned, [rows, n]), triangle, {
    ...{ batch: 0, contract: [1, 0], element, exact: true },
  });
  return back(reshape(sums, shape));
}

/** Products along a dimension so far, over windows that begin or end before the tensor. */
function cumulativeProduct(b: XlaBackend, { x }: One, a: Cumulative): Node {
  const { turned, back } = lastFirst(whole(b.full(x)), a.axis), { shape } = turned;
  const n = shape.at(-1)!, before = n - (a.exclusive ? 0 : 1), after = a.exclusive ? -1 : 0;
  const only = <T>(value: T, others: T) =>
    shape.map((_, i) => i === shape.length - 1 ? value : others);
  return back(reduceWindow("multiply", turned, {
    size: only(n, 1),
    strides: only(1, 1),
    padding: only(a.reverse ? [after, before] as const : [before, after] as const, [0, 0] as const),
  }));
}

/** Along the last dimension, from the largest down, so that nothing overflows. */
function softmax(x: Node, inLogarithms: boolean): Node {
  const last = [x.shape.length - 1], along = (op: string, n: Node) => reduced(op, n, last, true);
  const shifted = minus(x, along("maximum", x));
  const grown = unary("exponential", shifted), all = along("add", grown);
  return inLogarithms ? minus(shifted, unary("log", all)) : binary("divide", grown, all);
}

/** Kernels that make a dimension smaller, or run along it. */
export const reductions: Kernels = {
  All: logical("and"),
  Any: logical("or"),
  Max: extreme("maximum"),
  Min: extreme("minimum"),
  Prod: product,
  Sum: sum,
  Mean: (b, { x }, a: Attributes) => {
    const axes = axesOf(x, a), count = axes.reduce((n, axis) => n * x.shape[axis], 1);
    return scaled(
      reduced("add", convert(b.full(x), "f32"), axes, a.keepDims),
      1 / Math.max(1, count),
    );
  },
  ArgMax: place("maximum"),
  ArgMin: place("minimum"),
  Cumsum: cumulativeSum,
  Cumprod: cumulativeProduct,
  Softmax: (b, { logits }) => softmax(convert(b.full(logits), "f32"), false),
  LogSoftmax: (b, { logits }) => softmax(convert(b.full(logits), "f32"), true),
  TopK: (b, { x }, { k }) => {
    const node = b.full(x), [values, places] = topK(whole(node), k);
    return [convert(values, node.element), places];
  },
};
