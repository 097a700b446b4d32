import type { TrainingOps } from "../../training_ops.ts";
import * as reference from "../../reference.ts";
import { tf } from "../../tf.ts";
import "./add.ts";
import "./alias.ts";
import { batchNorm } from "./batch_norm.ts";
import { batchNormInference } from "./batch_norm_inference.ts";
import { conv2d } from "./conv2d.ts";
import { dense } from "./dense.ts";
import "./fused.ts";
import { globalAveragePool, maxPool } from "./pooling.ts";
import "./segment_sum.ts";
import { sgd } from "./sgd.ts";
import "./sum.ts";

export { installKernels } from "./register.ts";

const own: TrainingOps = {
  conv2d,
  batchNorm,
  batchNormInference,
  maxPool,
  globalAveragePool,
  dense,
  sgd,
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
