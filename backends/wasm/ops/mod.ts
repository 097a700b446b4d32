import type { TrainingOps } from "../../ops.ts";
import "./alias.ts";
import { batchNorm } from "./batch_norm.ts";
import { batchNormInference } from "./batch_norm_inference.ts";
import { conv2d } from "./conv2d.ts";
import { dense } from "./dense.ts";
import { globalAveragePool, maxPool } from "./pooling.ts";
import "./segment_sum.ts";
import { sgd } from "./sgd.ts";

export { installKernels } from "./register.ts";

/** The training ops as the wasm backend does them. */
export const wasmOps: TrainingOps = {
  conv2d,
  batchNorm,
  batchNormInference,
  maxPool,
  globalAveragePool,
  dense,
  sgd,
};
