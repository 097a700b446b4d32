import type { tf } from "../backends/tf.ts";
import type { Introduction } from "../core/registry.ts";
import type { OptimiserOptions } from "../nn/optimisers.ts";
import type { ScheduleOptions } from "../nn/schedules.ts";
import type { Scope } from "../nn/scope.ts";

/** What a strategy knows of its task before it sees an image. It never knows a label. */
export interface ModelContext {
  /** Number of clusters, C. */
  readonly clusters: number;
  /** Images the training split holds, N. */
  readonly samples: number;
  /** What the network sees: `[height, width, channels]`. */
  readonly input: readonly [number, number, number];
}

/** One image of a training example: the image itself or a neighbour, changed or not. */
export interface ViewRule {
  readonly from: "self" | "neighbour";
  /** Which of the recipe's augmentations; "none" is what prediction sees. */
  readonly augment: "none" | "weak" | "simclr" | "strong";
}

/** What a step sees. There is no field for labels. */
export interface Batch {
  /** One tensor `[B, height, width, channels]` a view, normalised. */
  readonly views: readonly tf.Tensor4D[];
  /** Which images of the split `[B]`, int32. */
  readonly indices: tf.Tensor1D;
}

export interface StageLoss {
  /** What the gradient is taken of. */
  readonly loss: tf.Scalar;
  /** What is logged: scalars, or one value a sub-head `[heads]`. */
  readonly terms: Readonly<Record<string, tf.Tensor>>;
}

/** A stretch of training with one loss. */
export interface Stage {
  readonly name: string;
  readonly kind: "train";
  readonly views: readonly ViewRule[];
  readonly epochs: number;
  /** Images a batch, B; each counts once, however many views are made of it. */
  readonly batchSize: number;
  /** "drop": a permutation an epoch, remainder dropped; "carry": leftovers start the next epoch. */
  readonly batching: "drop" | "carry";
  readonly optimiser: OptimiserOptions;
  readonly schedule: ScheduleOptions;
  /** Which weights are trained, by name; all where absent. */
  trains?(weight: string): boolean;
  /** The loss of a batch: pure, of fixed shapes, reading nothing back. */
  loss(scope: Scope, batch: Batch): StageLoss;
}

export interface Prediction {
  /** What neighbours are searched by `[n, d]`. */
  readonly features: tf.Tensor2D;
  /** Cluster probabilities `[heads, n, C]`, unsmoothed; absent where nothing clusters. */
  readonly probabilities?: tf.Tensor3D;
}

export interface Strategy {
  /** At least one. */
  readonly stages: readonly Stage[];
  /**
   * The term by which a sub-head is chosen without labels: the one with the lowest mean of this
   * term over the last epoch. Absent where there is one head only.
   */
  readonly selectBy?: string;
  /** What the network says of images `[n, height, width, channels]`, normalised, not augmented. */
  predict(scope: Scope, images: tf.Tensor4D): Prediction;
}

/** A strategy as it introduces itself. */
export interface StrategyPlugin<Options = unknown> extends Introduction {
  /** Paper and equations. */
  readonly source: string;
  /**
   * Fills defaults.
   *
   * @throws {CrlcError} of kind `usage` for an unknown key, with the nearest known one.
   */
  options(raw: unknown): Options;
  create(context: ModelContext, options: Options): Strategy;
}
