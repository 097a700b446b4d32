import type { Group } from "../core/group.ts";
import type { tf } from "./tf.ts";

export interface Convolution {
  readonly stride: number;
  /** Rows and columns of zeros on every side, as in PyTorch. */
  readonly padding: number;
}

export interface Normalisation {
  readonly epsilon: number;
  /** Whether negative results become zero. */
  readonly relu: boolean;
  /** Added before the ReLU: the shortcut of a residual block. */
  readonly residual?: tf.Tensor4D;
  /** Whether the statistics of a batch are those of all ranks' rows; of this rank's if absent. */
  readonly everyRank?: boolean;
}

export interface Normalised {
  readonly y: tf.Tensor4D;
  /** Batch mean `[c]`; no gradient. */
  readonly mean: tf.Tensor1D;
  /** Batch variance `[c]`, biased (divided by n); no gradient. */
  readonly variance: tf.Tensor1D;
}

export interface Pooling {
  readonly size: number;
  readonly stride: number;
  readonly padding: number;
}

export interface SgdRule {
  readonly learningRate: tf.Scalar;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
}

/**
 * The ops of training that stock TensorFlow.js lacks or does slowly. Each has a plain reference
 * in `reference.ts`; a backend may carry faster forms of some. All are differentiable where
 * training needs it, in tensors of type float32 and layout NHWC.
 */
export interface TrainingOps {
  /** Cross-correlation: `x [n,h,w,ci]`, `filter [kh,kw,ci,co]` to `[n,h',w',co]`. */
  conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Convolution): tf.Tensor4D;
  /** Batch norm with the statistics of this batch: `relu(gamma (x - mean) / sqrt(variance + epsilon) + beta + residual)`. */
  batchNorm(
    x: tf.Tensor4D,
    gamma: tf.Tensor1D,
    beta: tf.Tensor1D,
    options: Normalisation,
  ): Normalised;
  /** Batch norm with stored statistics, for prediction and frozen networks. */
  batchNormInference(
    x: tf.Tensor4D,
    gamma: tf.Tensor1D,
    beta: tf.Tensor1D,
    mean: tf.Tensor1D,
    variance: tf.Tensor1D,
    options: Normalisation,
  ): tf.Tensor4D;
  /** Largest value of each window, or NaN if it holds one; the padding never wins. */
  maxPool(x: tf.Tensor4D, options: Pooling): tf.Tensor4D;
  /** Mean over height and width: `[n,h,w,c]` to `[n,c]`. */
  globalAveragePool(x: tf.Tensor4D): tf.Tensor2D;
  /** `x weights + bias`, `x [n,d]`, `weights [d,o]`, `bias [o]`. */
  dense(x: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D;
  /**
   * The rows of all ranks, rank by rank: `[n, ...]` to `[ranks n, ...]`. Every rank goes on with the
   * same, so that the gradient is that of the own rows, times the number of ranks: nothing is sent.
   */
  gatherRows(x: tf.Tensor): tf.Tensor;
  /**
   * The sum over all ranks. Ranks may go on with it in different ways, so that the gradient is the
   * sum of theirs.
   */
  sumRanks(x: tf.Tensor): tf.Tensor;
  /** One step of SGD with PyTorch's meaning of momentum and decay; no gradient. */
  sgd(
    weight: tf.Tensor,
    gradient: tf.Tensor,
    velocity: tf.Tensor | undefined,
    rule: SgdRule,
  ): { weight: tf.Tensor; velocity?: tf.Tensor };
  /** `ofA a + ofB b` of two tensors of one shape, as moving averages take it. */
  weightedSum(a: tf.Tensor, b: tf.Tensor, ofA: number, ofB: number): tf.Tensor;
}

/** A backend of tfjs that carries its own forms of some training ops, or of all. */
export interface WithTrainingOps {
  readonly trainingOps: Partial<TrainingOps>;
  /** The processes that it computes with, where there are several. */
  readonly group?: Group;
}
