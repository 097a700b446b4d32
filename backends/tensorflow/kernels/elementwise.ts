import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { spread } from "../broadcast.ts";
import { compose, type Run } from "../compose.ts";
import { narrow, numberOf, real32, refuseFlags, viaInt32, widen } from "../numbers.ts";
import { Type, typeOf } from "../types.ts";
import type { Value } from "../value.ts";
import { type Kernels, plain } from "./kernel.ts";

/** Names that both sides share. */
const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));

type One = { readonly x: Info };
type Two = { readonly a: Info; readonly b: Info };

const kernelsOf = <Body>(names: readonly string[], make: (name: string) => Body) =>
  Object.fromEntries(names.map((name) => [name, make(name)]));

/** Of real numbers alone; other types by way of double precision, to the type that tfjs gives. */
const real = (op: string, dtype?: "float32") => (b: TensorFlowBackend, { x }: One) =>
  x.dtype === "float32"
    ? b.one(op, [x])
    : compose(b, (run) => narrow(b, run, run(op, [widen(run, x)]), dtype ?? x.dtype));

/** Whether a real number is something that whole numbers always are, or never. */
const kind = (op: string) => (b: TensorFlowBackend, { x }: One) =>
  x.dtype === "float32" ? b.one(op, [x]) : compose(b, (run) => run(op, [widen(run, x)]));

/** What leaves whole numbers as they are. */
const rounding = (op: string) => (b: TensorFlowBackend, { x }: One) =>
  x.dtype === "float32" ? b.one(op, [x]) : b.share(x);

/** Of float32 and int32. */
const signed = (op: string) => (b: TensorFlowBackend, { x }: One) =>
  viaInt32(b, x, "bool", (run, x) => run(op, [x]));

/** Two tensors, broadcast where the op would not do that. */
function alike(run: Run, b: TensorFlowBackend, inputs: Two): [Info | Value, Info | Value] {
  const shapes = [[...inputs.a.shape], [...inputs.b.shape]];
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(shapes[0], shapes[1]);
  return [spread(b, run, inputs.a, shape), spread(b, run, inputs.b, shape)];
}

/** Of two tensors of any type that the op takes. */
const pair = (op: string) => (b: TensorFlowBackend, inputs: Two) =>
  compose(b, (run) => run(op, alike(run, b, inputs)));

const sum = (op: string, what: string) => (b: TensorFlowBackend, inputs: Two) => {
  refuseFlags(what, inputs.a);
  return pair(op)(b, inputs);
};

/** Of two tensors of float32 or int32; flags by way of int32. */
const ordered = (op: string) => (b: TensorFlowBackend, inputs: Two) =>
  compose(b, (run) => {
    const both = alike(run, b, inputs);
    if (inputs.a.dtype !== "bool") return run(op, both);
    const y = run(op, both.map((x) => run("Cast", [x], { DstT: { type: Type.int32 } })));
    return y.type === Type.bool ? y : run("NotEqual", [y, b.number("int32", 0)]);
  });

/** Of two real numbers; whole ones by way of double precision. */
const ratio = (op: string, dtype?: "int32") => (b: TensorFlowBackend, inputs: Two) =>
  compose(b, (run) => {
    const both = alike(run, b, inputs), type = dtype ?? inputs.a.dtype;
    if (inputs.a.dtype !== "float32") {
      return narrow(b, run, run(op, both.map((x) => widen(run, x))), type);
    }
    const y = run(op, both);
    return type === "float32" ? y : narrow(b, run, y, type);
  });

/** The remainder with the divisor's sign, as tfjs works it out in double precision. */
const remainder = (b: TensorFlowBackend, inputs: Two) =>
  compose(b, (run) => {
    const [x, y] = alike(run, b, inputs).map((one) => widen(run, one));
    const zero = numberOf(b, run, 0, Type.float64), rest = run("TruncateMod", [x, y]);
    const both = (op: string) => run("LogicalAnd", [x, y].map((one) => run(op, [one, zero])));
    const alone = run("LogicalOr", [both("Less"), both("GreaterEqual")]);
    const turned = run("TruncateMod", [run("AddV2", [rest, y]), y]);
    return narrow(b, run, run("SelectV2", [alone, rest, turned]), inputs.a.dtype);
  });

/** Of one tensor, of two that are broadcast against each other, and of a tensor and a number. */
export const elementwise: Kernels = {
  ...plain(["x"], same("LogicalNot", "OnesLike", "ZerosLike")),
  ...kernelsOf(["Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Cos", "Cosh"], real),
  ...kernelsOf(["Elu", "Erf", "Expm1", "Log", "Log1p", "Reciprocal", "Rsqrt", "Selu"], real),
  ...kernelsOf(["Sigmoid", "Sin", "Sinh", "Softplus", "Sqrt", "Tanh"], real),
  Exp: real("Exp", "float32"),
  ...kernelsOf(["IsFinite", "IsInf", "IsNan"], kind),
  ...kernelsOf(["Ceil", "Floor", "Round"], rounding),
  ...kernelsOf(["Abs", "Neg", "Relu", "Relu6", "Square"], signed),
  ...plain(["a", "b"], same("BitwiseAnd", "LogicalAnd", "LogicalOr")),
  ...kernelsOf(["Equal", "NotEqual"], pair),
  ...kernelsOf(["Greater", "GreaterEqual", "Less", "LessEqual"], ordered),
  ...kernelsOf(["Maximum", "Minimum", "SquaredDifference"], ordered),
  ...kernelsOf(["Atan2", "Pow", "RealDiv"], (op) => ratio(op)),
  Add: sum("AddV2", "add"),
  FloorDiv: ratio("FloorDiv", "int32"),
  LogicalXor: pair("NotEqual"),
  Mod: remainder,
  Multiply: ordered("Mul"),
  Sub: sum("Sub", "subtract"),
  AddN(b, inputs) {
    refuseFlags("add", (inputs as Info[])[0]);
    return b.one("AddN", [inputs]);
  },
  Cast(b, { x }, { dtype }) {
    if (x.dtype === dtype) return b.share(x);
    // whatever is not zero is true
    if (dtype === "bool") return b.one("NotEqual", [x, b.number(x.dtype, 0)]);
    if (dtype === "int32" && x.dtype === "float32") {
      return compose(b, (run) => narrow(b, run, widen(run, x), "int32"));
    }
    return b.one("Cast", [x], { DstT: { type: typeOf(dtype) } });
  },
  ClipByValue: (b, { x }, { clipValueMin: least, clipValueMax: most }) =>
    viaInt32(b, x, "bool", (run, given) => {
      const type = x.dtype === "float32" ? "float32" : "int32";
      return run("ClipByValue", [given, b.number(type, least), b.number(type, most)]);
    }),
  EluGrad: (b, { dy, y }) => b.one("EluGrad", [dy, y]),
  Identity: (b, { x }) => b.share(x),
  LeakyRelu: (b, { x }, { alpha }) =>
    compose(b, (run) => run("LeakyRelu", [real32(run, x)], { alpha: { float: alpha } })),
  Prelu: (b, { x, alpha }) =>
    compose(b, (run) => {
      const given = real32(run, x), below = run("Mul", [given, real32(run, alpha)]);
      return run("SelectV2", [run("Less", [given, b.number("float32", 0)]), below, given]);
    }),
  Select(b, { condition, t, e }) {
    // tfjs takes a list of conditions for the rows of a tensor
    const rows = condition.shape.length === 1 && t.shape.length > 1;
    return b.one(rows ? "Select" : "SelectV2", [condition, t, e]);
  },
  Sign: (b, { x }) =>
    x.dtype === "float32"
      // tfjs gives what is not a number the sign 0
      ? compose(b, (run) =>
        run("SelectV2", [run("IsNan", [x]), b.number("float32", 0), run("Sign", [x])]))
      : signed("Sign")(b, { x }),
  Step: (b, { x }, { alpha }) =>
    compose(b, (run) => {
      const given = x.dtype === "float32" ? x : widen(run, x), { type } = b.value(given);
      // where bfloat16 is given, the ops take float32
      const number = (value: number) => numberOf(b, run, value, Math.min(type, Type.float64));
      const above = run("Greater", [given, number(0)]);
      const step = run("SelectV2", [above, number(1), number(alpha)]);
      const known = run("SelectV2", [run("IsNan", [given]), given, step]);
      return x.dtype === "float32" ? known : narrow(b, run, known, x.dtype);
    }),
  // in single precision it is off by more than tfjs's own specs allow
  Tan: (b, { x }) => compose(b, (run) => narrow(b, run, run("Tan", [widen(run, x)]), x.dtype)),
  Softmax: (b, { logits }) => compose(b, (run) => run("Softmax", [real32(run, logits)])),
  LogSoftmax: (b, { logits }) => compose(b, (run) => run("LogSoftmax", [real32(run, logits)])),
};
