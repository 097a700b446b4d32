import type { tf } from "../backends/tf.ts";
import type { PluginInfo } from "../core/registry.ts";
import type { OptimiserOptions } from "../nn/optimisers.ts";
import type { ScheduleOptions } from "../nn/schedules.ts";
import type { Scope } from "../nn/scope.ts";
import type { Matrix, Multiply } from "../search/matrix.ts";

/** What a strategy knows of its task before it sees an image. */
export interface ModelContext {
  /** Number of clusters, C. */
  readonly clusters: number;
  /** Images the training split holds, N. */
  readonly samples: number;
  /** Images of the auxiliary split; absent where the recipe names none. */
  readonly auxiliary?: number;
  /** What the network sees: `[height, width, channels]`. */
  readonly input: readonly [number, number, number];
}

/** One image of a training example: the image itself or a neighbour, changed or not. */
export interface ViewRule {
  readonly from: "self" | "neighbour";
  /** Which of the recipe's augmentations; "none" is what prediction sees. */
  readonly augment: "none" | "weak" | "simclr" | "strong";
}

/** What a step sees. Labels are in it only where the stage has declared that it takes some. */
export interface Batch {
  /** One tensor `[B, height, width, channels]` a view, normalised. */
  readonly views: readonly tf.Tensor4D[];
  /** Which images of the split `[B]`, int32. */
  readonly indices: tf.Tensor1D;
  /** What the stage's `draws` ask for, by name: `[count]` each, int32. */
  readonly draws: Readonly<Record<string, tf.Tensor1D>>;
  /** Share of the stage's steps that are done, from 0 to 1. */
  readonly progress: tf.Scalar;
  /** There if, and only if, the stage declares `labelled`. */
  readonly labelled?: LabelledBatch;
}

/** The labelled part of a batch. */
export interface LabelledBatch {
  /** One tensor `[B', height, width, channels]` for each of the stage's labelled views. */
  readonly views: readonly tf.Tensor4D[];
  /** `[B']`, int32, from 0 to C - 1. */
  readonly labels: tf.Tensor1D;
}

/** How many labels a stage needs, and how it sees the labelled images. */
export interface LabelledRule {
  /** Labelled images of each class; which ones follows from the seed alone, or from a file. */
  readonly perClass: number;
  /** Labelled images a batch, B'; the few there are come again and again. */
  readonly batchSize: number;
  readonly views: readonly ViewRule["augment"][];
}

/** Whole numbers drawn anew for each step, with replacement. */
export interface DrawRule {
  readonly count: number;
  /** They are from 0 to `below - 1`. */
  readonly below: number;
}

/**
 * A pass over the recipe's auxiliary split, which comes first in every epoch: images that are put
 * into no cluster and serve what is learned besides, such as the unlabelled ones of STL-10. Batch
 * size, batching, optimiser and schedule are the stage's, and both parts of an epoch follow one
 * another in them. Where the recipe names no such split, the pass is left out.
 */
export interface AuxiliaryPass {
  readonly views: readonly ViewRule["augment"][];
  readonly draws?: Readonly<Record<string, DrawRule>>;
  /** Which weights are trained, by name; the others do not even decay. All where absent. */
  trains?(weight: string): boolean;
  /** As a stage's; `batch.indices` are of the auxiliary split. Terms are logged as `auxiliary/…`. */
  loss(scope: Scope, batch: Batch): StageLoss;
}

export interface StageLoss {
  /** What the gradient is taken of. */
  readonly loss: tf.Scalar;
  /** What is logged: scalars, or one value a sub-head `[heads]`. */
  readonly terms: Readonly<Record<string, tf.Tensor>>;
}

/** A part of a run; stages follow one another. */
export type Stage = TrainStage | ComputeStage;

/** A stretch of training with one loss. */
export interface TrainStage {
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
  readonly draws?: Readonly<Record<string, DrawRule>>;
  readonly labelled?: LabelledRule;
  readonly auxiliary?: AuxiliaryPass;
  /** Which weights are trained, by name; all where absent. */
  trains?(weight: string): boolean;
  /** The loss of a batch: pure, of fixed shapes, reading nothing back. */
  loss(scope: Scope, batch: Batch): StageLoss;
}

/**
 * A part of a run that computes something of all images at once, without a gradient: k-means, a
 * search of neighbours. It is one step of the run, and what it finds is kept in the checkpoint.
 */
export interface ComputeStage {
  readonly name: string;
  readonly kind: "compute";
  /** Neighbours an image that it finds; those that `crlc neighbors` has found before serve as well. */
  readonly neighbours?: number;
  compute(work: Work): Promise<Found> | Found;
}

/** What a compute stage works with. */
export interface Work {
  /** The recipe's seed. */
  readonly seed: number;
  /** Means of the loss terms over the last epoch of the stage before; empty in the first stage. */
  readonly terms: Readonly<Record<string, readonly number[]>>;
  /** Products of all pairs of rows on the backend. */
  readonly multiply: Multiply;
  /** Passes every image of the split through `predict`, not augmented: features `[N, d]`. */
  features(): Promise<Matrix>;
  progress(what: string, done: number, total: number): void;
}

/** What a compute stage has found. */
export interface Found {
  /** New values of buffers that `predict` or a loss asks for, by full name. */
  readonly buffers?: Readonly<Record<string, Float32Array>>;
  /** Neighbours of each image `[N, k]`: what views `from: "neighbour"` are drawn from. */
  readonly neighbours?: { readonly k: number; readonly indices: Int32Array };
  /** What is logged. */
  readonly terms?: Readonly<Record<string, number>>;
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
export interface StrategyPlugin<Options = unknown> extends PluginInfo {
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
