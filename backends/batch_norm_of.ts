import type { tf } from "./tf.ts";
import type { Normalisation, TrainingOps } from "./training_ops.ts";

/** What a kernel of batch norm is told beside its tensors. */
export type NormAttributes = Omit<Normalisation, "residual">;

/** A kernel of batch norm: y, mean and variance, and what else only its gradient reads. */
type NormKernel = (inputs: Record<string, tf.Tensor>, attributes: NormAttributes) => tf.Tensor[];

/**
 * `batchNorm` of the training ops by kernels of a backend's own, with a residual and without: tfjs
 * saves the inputs of a kernel by name and takes none for missing.
 */
export const batchNormOf =
  (plain: NormKernel, added: NormKernel): TrainingOps["batchNorm"] =>
  (x, gamma, beta, { residual, epsilon, relu, everyRank }) => {
    const inputs = { x, gamma, beta }, attributes = { epsilon, relu, everyRank };
    const [y, mean, variance] = residual
      ? added({ ...inputs, residual }, attributes)
      : plain(inputs, attributes);
    return { y: y as tf.Tensor4D, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
  };
