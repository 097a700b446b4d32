import { tf } from "../../tf.ts";
import type { Info, TrainingBackend } from "../runtime.ts";
import { type Given, runOnCpu } from "./run_on_cpu.ts";

/** Whether one of tfjs's own kernels gives the right result for these inputs. */
type Rule = (
  inputs: Record<string, Info>,
  // deno-lint-ignore no-explicit-any -- each kernel has attributes of its own
  attrs: any,
  values: (info: Info) => ArrayLike<number>,
) => boolean;

const never: Rule = () => false;
const present = (inputs: Record<string, Info>) =>
  Object.values(inputs).filter((x) => x !== undefined);
const floats: Rule = (inputs) => present(inputs).every(({ dtype }) => dtype === "float32");
const ofTypes = (...types: tf.DataType[]): Rule => (inputs) =>
  present(inputs).every(({ dtype }) => types.includes(dtype));
const numbers = ofTypes("float32", "int32");
const all = (...rules: Rule[]): Rule => (inputs, attrs, values) =>
  rules.every((rule) => rule(inputs, attrs, values));

/** Whether this input holds only what `is` says; all NaN, infinities and the like are looked for. */
const each = (name: string, is: (value: number) => boolean): Rule => (inputs, _attrs, values) => {
  const list = values(inputs[name]);
  for (let i = 0; i < list.length; i++) if (!is(list[i])) return false;
  return true;
};
const isNumber = (value: number) => value === value;

/** Whether a tensor, without axes of size 1 in front, has the shape of the last axes of another. */
const isSuffix = (name: string, of: string): Rule => (inputs) => {
  const { shape } = inputs[name], first = shape.findIndex((size) => size !== 1);
  const own = first < 0 ? [] : shape.slice(first);
  return own.join() === inputs[of].shape.slice(inputs[of].shape.length - own.length).join();
};
const oneAxis: Rule = (_inputs, { axis }) => !Array.isArray(axis) || axis.length === 1;
const ordinaryPooling: Rule = (_inputs, { pad, dimRoundingMode }) =>
  typeof pad === "string" && dimRoundingMode == null;
const channelsLast: Rule = (_inputs, { dataFormat }) =>
  dataFormat === undefined || dataFormat === "NHWC";

/**
 * When tfjs's own kernels are right, where that is not "always, if all tensors are float32": some know
 * more types, some lose a NaN or choose otherwise than `cpu`, some know one layout. An entry says no
 * more than the random cases of `tests/backends/wasm/kernels.test.ts` and the specs of tfjs confirm.
 */
const RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    [
      // only move numbers, or count them
      ..."BatchToSpaceND Concat ExpandDims GatherNd OnesLike Identity".split(
        " ",
      ),
      ..."Pack PadV2 Reshape SpaceToBatchND SplitV".split(
        " ",
      ),
      ..."TensorScatterUpdate Tile Transpose Unpack ZerosLike MirrorPad SparseToDense".split(" "),
      ..."BroadcastArgs Unique".split(" "),
    ].map((name) => [name, () => true]),
  ),
  ...Object.fromEntries(
    "Add Sub Multiply Sum Max Min Neg Round Step Prod Reverse".split(" ")
      .map((name) => [name, numbers]),
  ),
  ...Object.fromEntries(
    "Equal NotEqual Greater GreaterEqual Less LessEqual".split(" ")
      .map((name) => [name, ofTypes("float32", "int32", "bool")]),
  ),
  ...Object.fromEntries(
    "LogicalAnd LogicalOr LogicalXor LogicalNot All Any".split(" ")
      .map((name) => [name, ofTypes("bool")]),
  ),
  // write and read four bytes a number
  OneHot: (_inputs, { dtype }) => dtype === "int32",
  Select: ({ t, e }) => t.dtype !== "bool" && e.dtype !== "bool",
  ScatterNd: ({ updates }) => updates.dtype !== "bool",
  TopK: all(numbers, each("x", Number.isFinite)),
  // knows weights of the last axes only
  Prelu: all(floats, isSuffix("alpha", "x"), each("alpha", Number.isFinite)),
  // gives other gradients where pixels are repeated unevenly
  ResizeNearestNeighborGrad: never,
  ArgMax: all(numbers, oneAxis),
  ArgMin: all(numbers, oneAxis),
  GatherV2: (_inputs, { batchDims }) => !batchDims,
  // a NaN is taken for a number
  ClipByValue: all(floats, each("x", isNumber)),
  Relu: all(floats, each("x", isNumber)),
  Relu6: all(floats, each("x", isNumber)),
  Maximum: all(floats, each("b", isNumber)),
  Minimum: all(floats, each("b", isNumber)),
  // C has 1 for 1 to the power of NaN or of infinity
  Pow: all(floats, each("b", Number.isFinite)),
  // a value near zero has no sign; the sine of a small or a large number is a guess
  ...Object.fromEntries("Sign Sin Cos Tan".split(" ").map((name) => [name, never])),
  // gives floats, where all other backends give whole numbers
  FloorDiv: never,
  // weights that are left out count as an error
  Bincount: never,
  DenseBincount: never,
  // of equal values, not the first one
  MaxPoolGrad: never,
  MaxPool: all(floats, ordinaryPooling, each("x", isNumber)),
  AvgPool: all(floats, ordinaryPooling, each("x", Number.isFinite)),
  AvgPoolGrad: all(floats, ordinaryPooling),
  Conv2D: all(floats, channelsLast),
  Conv2DBackpropInput: all(floats, channelsLast),
};

/** Kernels of `cpu` that tfjs has not written in WebAssembly, and a gradient or a metric needs. */
export const FROM_CPU = [
  "Conv2DBackpropFilter",
  "DepthwiseConv2dNativeBackpropFilter",
  "DepthwiseConv2dNativeBackpropInput",
  "Einsum",
] as const;

/** Kernels that know tensors of text. */
const OF_TEXT = new Set(
  "Concat ExpandDims Reshape Slice StringNGrams StringSplit StringToHashBucketFast".split(" "),
);

const isText = ({ dtype }: Info) => dtype === "string";

/** One of tfjs's kernels, run on `cpu` where it would not be right. */
function corrected(config: tf.KernelConfig): tf.KernelConfig {
  const { kernelName, kernelFunc } = config, rule = RULES[kernelName] ?? floats;
  if (!tf.getKernel(kernelName, "cpu")) return config;
  return {
    ...config,
    kernelFunc(params) {
      const { inputs, attrs } = params, backend = params.backend as TrainingBackend;
      const given = Object.values(inputs).filter((info) => info !== undefined) as Info[];
      if (given.length === 0 || OF_TEXT.has(kernelName) && isText(given[0])) {
        return kernelFunc(params);
      }
      if (given.some(isText)) {
        throw new TypeError(`Kernel '${kernelName}' of backend 'wasm' knows no tensors of text`);
      }
      const empty = given.some(({ shape }) => shape.includes(0));
      const values = (info: Info) => backend.typedArrayFromHeap(info);
      if (kernelName === "Slice") checkSlice(given[0], attrs);
      else if (empty || !rule(inputs as Record<string, Info>, attrs ?? {}, values)) {
        return runOnCpu(backend, kernelName, inputs, attrs);
      }
      return kernelFunc(params);
    },
  };
}

/** @throws {Error} If a slice reaches beyond its tensor, which tfjs's kernel does not see. */
function checkSlice(x: Info, attrs: tf.NamedAttrMap | undefined): void {
  const { begin, size } = attrs as unknown as { begin: number[]; size: number[] };
  const [from, extent] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin, size);
  tf.slice_util.assertParamsValid(x, from, extent);
}

/** tfjs's kernels of the wasm backend as they are used here. */
export function tfjsKernels(): tf.KernelConfig[] {
  return [
    ...tf.getKernelsForBackend("wasm").map(corrected),
    ...FROM_CPU.map((kernelName): tf.KernelConfig => ({
      kernelName,
      backendName: "wasm",
      kernelFunc: ({ inputs, attrs, backend }) =>
        runOnCpu(backend as TrainingBackend, kernelName, inputs as Given, attrs),
    })),
  ];
}
