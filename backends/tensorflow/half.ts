import { Type } from "./types.ts";
import type { Value } from "./value.ts";

/** Ops that compute in bfloat16 where everything they are given is. */
const HALF = new Set([
  ...["AddV2", "Relu", "ReluGrad", "MaxPool", "MaxPoolGrad", "MatMul"],
  ...["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"],
  ...[
    "Identity",
    "IsNan",
    "Pad",
    "PadV2",
    "Reshape",
    "SelectV2",
    "Slice",
    "StridedSlice",
    "Transpose",
  ],
]);

/** Ops that want their images in bfloat16 and their statistics in float32. */
const MIXED = new Set(["Cast", "FusedBatchNormV3", "FusedBatchNormGradV3"]);

/** Whether an op takes its inputs as they are, or those in bfloat16 must be made float32 first. */
export function takesHalf(op: string, inputs: readonly Value[]): boolean {
  return MIXED.has(op) ||
    HALF.has(op) && inputs.every(({ type }) => type !== Type.float32);
}
