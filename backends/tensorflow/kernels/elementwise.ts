import { typeOf } from "../types.ts";
import { type Kernels, plain } from "./kernel.ts";

/** Names that both sides share. */
const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));

/** Of one tensor, of two that are broadcast against each other, and of a tensor and a number. */
export const elementwise: Kernels = {
  ...plain(["x"], {
    ...same("Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Ceil", "Cos", "Cosh"),
    ...same("Elu", "Erf", "Exp", "Expm1", "Floor", "IsFinite", "IsInf", "IsNan", "Log", "Log1p"),
    ...same("LogicalNot", "Neg", "OnesLike", "Reciprocal", "Relu", "Relu6", "Round", "Rsqrt"),
    ...same("Selu", "Sigmoid", "Sign", "Sin", "Sinh", "Softplus", "Sqrt", "Square", "Tan", "Tanh"),
    ...same("ZerosLike"),
  }),
  ...plain(["a", "b"], {
    ...same("Atan2", "Equal", "FloorDiv", "Greater", "GreaterEqual", "Less", "LessEqual"),
    ...same("LogicalAnd", "LogicalOr", "Maximum", "Minimum", "NotEqual", "Pow", "RealDiv"),
    ...same("BitwiseAnd", "SquaredDifference", "Sub"),
    Add: "AddV2",
    Mod: "FloorMod",
    Multiply: "Mul",
  }),
  AddN: (b, inputs) => b.one("AddN", [inputs]),
  Cast(b, { x }, { dtype }) {
    if (x.dtype === dtype) return b.share(x);
    // whatever is not zero is true
    if (dtype === "bool") return b.one("NotEqual", [x, b.number(x.dtype, 0)]);
    return b.one("Cast", [x], { DstT: { type: typeOf(dtype) } });
  },
  ClipByValue: (b, { x }, { clipValueMin, clipValueMax }) =>
    b.one("ClipByValue", [x, b.number(x.dtype, clipValueMin), b.number(x.dtype, clipValueMax)]),
  EluGrad: (b, { dy, y }) => b.one("EluGrad", [dy, y]),
  Identity: (b, { x }) => b.share(x),
  LeakyRelu: (b, { x }, { alpha }) => b.one("LeakyRelu", [x], { alpha: { float: alpha } }),
  LogicalXor: (b, { a, b: other }) => b.one("NotEqual", [a, other]),
  Prelu(b, { x, alpha }) {
    const zero = b.number("float32", 0);
    const above = b.one("Maximum", [x, zero]), below = b.one("Minimum", [x, zero]);
    const scaled = b.one("Mul", [below, alpha]);
    const sum = b.one("AddV2", [above, scaled]);
    for (const part of [above, below, scaled]) b.disposeIntermediateTensorInfo(part);
    return sum;
  },
  Select(b, { condition, t, e }) {
    // tfjs takes a list of conditions for the rows of a tensor
    const rows = condition.shape.length === 1 && t.shape.length > 1;
    return b.one(rows ? "Select" : "SelectV2", [condition, t, e]);
  },
  Step(b, { x }, { alpha }) {
    const zero = b.number("float32", 0);
    const above = b.one("Greater", [x, zero]), number = b.one("IsNan", [x]);
    const below = b.one("SelectV2", [above, b.number("float32", 1), b.number("float32", alpha)]);
    const step = b.one("SelectV2", [number, x, below]);
    for (const part of [above, number, below]) b.disposeIntermediateTensorInfo(part);
    return step;
  },
  Softmax(b, { logits }) {
    return b.one("Softmax", [logits]);
  },
  LogSoftmax: (b, { logits }) => b.one("LogSoftmax", [logits]),
};
