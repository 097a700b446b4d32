import { kernelsOf } from "../../traced/define_op.ts";
import { installGradients } from "../../traced/install_gradients.ts";
import { installKernels } from "../../traced/kernels.ts";
import type { TrainingOps } from "../../training_ops.ts";
import * as batchNorm from "./batch_norm.ts";
import * as conv2d from "./conv2d.ts";
import * as dense from "./dense.ts";
import type { Op } from "./op.ts";
import * as pooling from "./pooling.ts";
import * as ranks from "./ranks.ts";
import * as sgd from "./sgd.ts";

/** The training ops as TensorFlow does them; with stored statistics the reference is as good. */
export const trainingOps: Partial<TrainingOps> = {
  batchNorm: batchNorm.batchNorm,
  conv2d: conv2d.conv2d,
  dense: dense.dense,
  gatherRows: ranks.gatherRows,
  globalAveragePool: pooling.globalAveragePool,
  maxPool: pooling.maxPool,
  sgd: sgd.sgd,
  sumRanks: ranks.sumRanks,
};

/**
 * Makes the kernels of the training ops and their gradients known to tfjs under the name of a backend.
 *
 * @returns Takes them away again.
 */
export function installOps(backendName: string): () => void {
  const files = [batchNorm, conv2d, dense, pooling, ranks, sgd];
  const ops: Op[] = files.flatMap(({ ops }): Op[] => ops);
  const uninstall = [installKernels(backendName, kernelsOf(ops)), installGradients(ops)];
  return () => {
    for (const undo of uninstall) undo();
  };
}
