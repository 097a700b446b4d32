import type { TrainingOps } from "../../training_ops.ts";
import * as batchNorm from "./batch_norm.ts";
import * as conv2d from "./conv2d.ts";
import * as dense from "./dense.ts";
import type { Op } from "./op.ts";
import * as pooling from "./pooling.ts";
import * as sgd from "./sgd.ts";
import * as weightedSum from "./weighted_sum.ts";

/** The training ops as XLA is told of them; it fuses the plain forms of the others by itself. */
export const trainingOps: Partial<TrainingOps> = {
  batchNorm: batchNorm.batchNorm,
  conv2d: conv2d.conv2d,
  dense: dense.dense,
  globalAveragePool: pooling.globalAveragePool,
  maxPool: pooling.maxPool,
  sgd: sgd.sgd,
  weightedSum: weightedSum.weightedSum,
};

/** Their kernels and gradients. */
export const ops: readonly Op[] = [batchNorm, conv2d, dense, pooling, sgd, weightedSum].flatMap(
  ({ ops }): readonly Op[] => ops,
);
