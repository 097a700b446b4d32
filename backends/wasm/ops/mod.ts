import type { InferenceOps } from "../../inference_ops.ts";
import type { TrainingOps } from "../../training_ops.ts";
import * as reference from "../../reference.ts";
import { tf } from "../../tf.ts";
import * as alias from "./alias.ts";
import * as batchNorm from "./batch_norm.ts";
import * as batchNormInference from "./batch_norm_inference.ts";
import * as binary from "./binary.ts";
import * as conv2d from "./conv2d.ts";
import * as dense from "./dense.ts";
import * as depthwise from "./depthwise.ts";
import * as equal from "./equal.ts";
import * as fused from "./fused.ts";
import * as matMul from "./mat_mul.ts";
import * as pooling from "./pooling.ts";
import * as ranks from "./ranks.ts";
import { install, type KernelFile } from "./register.ts";
import * as segmentSum from "./segment_sum.ts";
import * as sgd from "./sgd.ts";
import * as sum from "./sum.ts";

const FILES: readonly KernelFile[] = [
  ...[alias, batchNorm, batchNormInference, binary, conv2d, dense, depthwise, equal, fused],
  ...[matMul, pooling, ranks, segmentSum, sgd, sum],
];

/**
 * Makes all kernels of the wasm backend known to tfjs.
 *
 * @returns Puts back what was there before.
 */
export const installKernels = (): () => void => install(FILES);

const own: TrainingOps = {
  conv2d: conv2d.conv2d,
  batchNorm: batchNorm.batchNorm,
  batchNormInference: batchNormInference.batchNormInference,
  maxPool: pooling.maxPool,
  globalAveragePool: pooling.globalAveragePool,
  dense: dense.dense,
  gatherRows: ranks.gatherRows,
  sumRanks: ranks.sumRanks,
  sgd: sgd.sgd,
  weightedSum: reference.weightedSum,
};

/** The training ops as the wasm backend does them; our kernels count on at least one number. */
export const wasmOps: TrainingOps = Object.fromEntries(
  Object.entries(own).map(([name, op]) => {
    const plain = reference[name as keyof TrainingOps] as typeof op;
    // deno-lint-ignore no-explicit-any -- the arguments of whichever op it is
    return [name, (...args: any[]) => {
      const empty = args.some((arg) => arg instanceof tf.Tensor && arg.size === 0);
      return ((empty ? plain : op) as (...args: unknown[]) => unknown)(...args);
    }];
  }),
) as unknown as TrainingOps;

/** What networks of others are computed with. */
export const wasmInferenceOps: InferenceOps = {
  denseRelu6: dense.denseRelu6,
  depthwiseRelu6: depthwise.depthwiseRelu6,
};
