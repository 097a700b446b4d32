import type { TrainingOps } from "../../training_ops.ts";
import { batchNorm } from "./batch_norm.ts";
import { conv2d } from "./conv2d.ts";
import { dense } from "./dense.ts";
import { globalAveragePool, maxPool } from "./pooling.ts";
import { sgd } from "./sgd.ts";

export { trainingKernels } from "./op.ts";

/** The training ops as TensorFlow does them; with stored statistics the reference is as good. */
export const trainingOps: Partial<TrainingOps> = {
  batchNorm,
  conv2d,
  dense,
  globalAveragePool,
  maxPool,
  sgd,
};
