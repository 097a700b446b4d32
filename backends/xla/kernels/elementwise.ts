import type { Info, XlaBackend } from "../backend.ts";
import { splat } from "../hlo/constants.ts";
import {
  binary,
  compare,
  convert,
  isNaNOf,
  minus,
  plus,
  scaled,
  select,
  times,
  unary,
} from "../hlo/elementwise.ts";
import { type Node, node, typeOfNode } from "../hlo/node.ts";
import { broadcastTo, reshape } from "../hlo/shapes.ts";
import { elementOf } from "../host_values.ts";
import type { Kernels } from "./kernel.ts";

type One = { readonly x: Info };
type Two = { readonly a: Info; readonly b: Info };
type OfOne = (b: XlaBackend, inputs: One) => Node;
type OfTwo = (b: XlaBackend, inputs: Two) => Node;

/** Whole numbers and flags in float32, to be computed with as real ones. */
const real = (x: Node) => convert(x, "f32");
/** Flags as whole numbers, which can be counted and ordered. */
const numbers = (x: Node) => x.element === "pred" ? convert(x, "s32") : x;
/** A result in the type that tfjs gives it: that of the input. */
const back = (y: Node, { element }: Node) =>
  element === "s32" || element === "pred" ? convert(y, element) : y;

const all = <Body>(names: readonly string[], make: (name: string) => Body) =>
  Object.fromEntries(names.map((name) => [name, make(name)]));

/** Of real numbers; whole ones by way of float32. */
const ofReal = (f: (x: Node) => Node): OfOne => (b, { x }) => back(f(real(b.full(x))), b.full(x));
const realOp = (op: string) => ofReal((x) => unary(op, x));
/** What StableHLO has only in its companion dialect. */
const chlo = (op: string) =>
  ofReal((x) =>
    node(x.element, x.shape, [x], ([a], type) => `chlo.${op} ${a} : ${typeOfNode(x)} -> ${type}`)
  );
/** Of float32 and int32; flags by way of int32. */
const signed = (f: (x: Node) => Node): OfOne => (b, { x }) =>
  back(f(numbers(b.full(x))), b.full(x));
/** What leaves whole numbers as they are. */
const rounding = (op: string): OfOne => (b, { x }) =>
  x.dtype === "float32" ? unary(op, b.full(x)) : b.node(x);

const both = ({ a, b: other }: Two, b: XlaBackend) => [b.full(a), b.full(other)] as const;
/** Of two tensors in the type of the first. */
const ordered = (f: (x: Node, y: Node) => Node): OfTwo => (b, inputs) => {
  const [x, y] = both(inputs, b);
  return back(f(numbers(x), numbers(y)), x);
};
const orderedOp = (op: string) => ordered((x, y) => binary(op, x, y));
const comparison = (direction: string): OfTwo => (b, inputs) => {
  const [x, y] = both(inputs, b).map(numbers);
  return compare(direction, x, y);
};
const logical = (op: string): OfTwo => (b, inputs) =>
  binary(op, ...both(inputs, b).map((x) => convert(x, "pred")) as [Node, Node]);
const ratio = (f: (x: Node, y: Node) => Node, whole = false): OfTwo => (b, inputs) => {
  const [x, y] = both(inputs, b), result = f(real(x), real(y));
  return whole ? convert(result, "s32") : back(result, x);
};

const zeroOf = (x: Node) => splat(0, x.element);
const clamp = (x: Node, low: number, high: number) =>
  binary("minimum", binary("maximum", x, splat(low, x.element)), splat(high, x.element));
const positivePart = (x: Node) => binary("maximum", x, zeroOf(x));

/** The remainder with the divisor's sign. */
function remainder(x: Node, y: Node): Node {
  const rest = binary("remainder", x, y), negative = (n: Node) => compare("LT", n, zeroOf(n));
  const turned = compare("NE", negative(rest), negative(y));
  const wrong = binary("and", compare("NE", rest, zeroOf(rest)), turned);
  return select(wrong, plus(rest, y), rest);
}

function softplus(x: Node): Node {
  const small = unary("exponential", unary("negate", unary("abs", x)));
  return plus(positivePart(x), unary("log_plus_one", small));
}

const elu = (x: Node) => select(compare("GE", x, zeroOf(x)), x, unary("exponential_minus_one", x));

/** 1 above zero, `alpha` elsewhere; what is not a number stays so. */
const step = (x: Node, alpha: number) => {
  const steps = select(compare("GT", x, zeroOf(x)), splat(1, "f32"), splat(alpha, "f32"));
  return select(isNaNOf(x), x, steps);
};

const SELU = { alpha: 1.7580993408473768599402175208123, scale: 1.0507009873554804934193349852946 };
const selu = (x: Node) =>
  select(
    compare("GE", x, zeroOf(x)),
    scaled(x, SELU.scale),
    scaled(unary("exponential_minus_one", x), SELU.alpha),
  );

/** Of one tensor, of two that are broadcast against each other, and of a tensor and a number. */
export const elementwise: Kernels = {
  ...all(["Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh"], (name) => chlo(name.toLowerCase())),
  ...all(["Cosh", "Erf", "Sinh", "Tan"], (name) => chlo(name.toLowerCase())),
  ...{ Cos: realOp("cosine"), Sin: realOp("sine"), Tanh: realOp("tanh") },
  ...{ Log: realOp("log"), Log1p: realOp("log_plus_one"), Expm1: realOp("exponential_minus_one") },
  ...{ Rsqrt: realOp("rsqrt"), Sigmoid: realOp("logistic"), Sqrt: realOp("sqrt") },
  ...{ Ceil: rounding("ceil"), Floor: rounding("floor"), Round: rounding("round_nearest_even") },
  Exp: (b, { x }) => unary("exponential", real(b.full(x))),
  Elu: ofReal(elu),
  Selu: ofReal(selu),
  Reciprocal: ofReal((x) => binary("divide", splat(1, "f32"), x)),
  Softplus: ofReal(softplus),
  Step: (b, { x }, { alpha = 0 }) => ofReal((x) => step(x, alpha))(b, { x }),
  LeakyRelu: (b, { x }, { alpha }) => {
    const v = real(b.full(x));
    return select(compare("GT", v, zeroOf(v)), v, scaled(v, alpha));
  },
  Prelu: (b, { x, alpha }) => {
    const v = real(b.full(x));
    return select(compare("LT", v, zeroOf(v)), times(v, real(b.full(alpha))), v);
  },
  Abs: signed((x) => unary("abs", x)),
  Neg: signed((x) => unary("negate", x)),
  // what is not a number has the sign 0
  Sign: signed((x) =>
    x.element === "f32" ? select(isNaNOf(x), zeroOf(x), unary("sign", x)) : unary("sign", x)
  ),
  Square: signed((x) => times(x, x)),
  Relu: (b, { x }) => positivePart(numbers(b.node(x))),
  Relu6: signed((x) => clamp(x, 0, 6)),
  ClipByValue: (b, { x }, { clipValueMin, clipValueMax }) =>
    clamp(numbers(b.full(x)), clipValueMin, clipValueMax),
  IsNan: (b, { x }) => isNaNOf(b.full(x)),
  IsFinite: (b, { x }) => compare("LT", unary("abs", real(b.full(x))), splat(Infinity, "f32")),
  IsInf: (b, { x }) => compare("EQ", unary("abs", real(b.full(x))), splat(Infinity, "f32")),
  OnesLike: (b, { x }) => splat(1, b.full(x).element, x.shape),
  ZerosLike: (b, { x }) => splat(0, b.full(x).element, x.shape),
  Identity: (b, { x }) => b.node(x),
  Cast: (b, { x }, { dtype }) => convert(b.full(x), elementOf(dtype)),
  LogicalNot: (b, { x }) => unary("not", convert(b.full(x), "pred")),
  Add: (b, inputs: Two) => {
    const [x, y] = [b.node(inputs.a), b.node(inputs.b)];
    // two branches of a network in bfloat16 are added as such
    return x.element === "bf16" && y.element === "bf16" ? plus(x, y) : plus(...both(inputs, b));
  },
  AddN: (b, inputs) => (inputs as Info[]).map((info) => b.full(info)).reduce(plus),
  Sub: (b, inputs: Two) => minus(...both(inputs, b)),
  Multiply: ordered(times),
  Maximum: orderedOp("maximum"),
  Minimum: orderedOp("minimum"),
  SquaredDifference: ordered((x, y) => {
    const difference = minus(x, y);
    return times(difference, difference);
  }),
  Mod: ordered(remainder),
  RealDiv: ratio((x, y) => binary("divide", x, y)),
  Pow: ratio((x, y) => binary("power", x, y)),
  Atan2: ratio((x, y) => binary("atan2", x, y)),
  FloorDiv: ratio((x, y) => unary("floor", binary("divide", x, y)), true),
  ...{ Equal: comparison("EQ"), NotEqual: comparison("NE") },
  ...{ Greater: comparison("GT"), GreaterEqual: comparison("GE") },
  ...{ Less: comparison("LT"), LessEqual: comparison("LE") },
  ...{ LogicalAnd: logical("and"), LogicalOr: logical("or"), LogicalXor: logical("xor") },
  BitwiseAnd: (b, inputs: Two) => binary("and", ...both(inputs, b)),
  EluGrad: (b, { dy, y }) => {
    const v = b.full(y), one = splat(1, "f32");
    return times(b.full(dy), select(compare("GE", v, zeroOf(v)), one, plus(v, one)));
  },
  Select: (b, { condition, t, e }) => {
    const flags = b.node(condition), yes = b.full(t);
    // tfjs takes a list of conditions for the rows of a tensor
    const isOfRows = flags.shape.length === 1 && yes.shape.length > 1;
    const rows = [flags.shape[0], ...yes.shape.slice(1).map(() => 1)];
    const chosen = isOfRows ? broadcastTo(reshape(flags, rows), yes.shape) : flags;
    return select(chosen, yes, b.full(e));
  },
};
