import type { tf } from "../backends/tf.ts";
import type { PluginInfo } from "../core/registry.ts";
import type { OptimiserOptions } from "../nn/optimisers.ts";
import type { ScheduleOptions } from "../nn/schedules.ts";
import type { Scope } from "../nn/scope.ts";
import type { Matrix, Multiply } from "../search/matrix.ts";

/** Facts about the task that are known before any image is read. */
export interface ModelContext {
  /** Number of clusters, C. */
  readonly clusters: number;
  /** Number of images in the training split, N. */
  readonly samples: number;
  /** Number of images in the auxiliary split; absent if the recipe names none. */
  readonly auxiliary?: number;
  /** Shape of an image as the network gets it: `[height, width, channels]`. */
  readonly input: readonly [number, number, number];
}

/** How one view of a training image is made: from the image itself or a neighbour, augmented or not. */
export interface ViewRule {
  /** Of which image; "neighbour-or-self" draws the image itself as often as each of its neighbours. */
  readonly from: "self" | "neighbour" | "neighbour-or-self";
  /** Which of the recipe's augmentations; "none" is the one that prediction uses. */
  readonly augment: "none" | "weak" | "simclr" | "strong";
}

/** The input of a training step. It holds labels only if the stage declares `labelled`. */
export interface Batch {
  /** One tensor `[B, height, width, channels]` per view, normalised. */
  readonly views: readonly tf.Tensor4D[];
  /** Indices of the images within the split `[B]`, int32. */
  readonly indices: tf.Tensor1D;
  /** The numbers drawn for the stage's `draws`, by name: `[count]` each, int32, of "beta" float32. */
  readonly draws: Readonly<Record<string, tf.Tensor1D>>;
  /** Fraction of the stage's steps that are done, from 0 to 1. */
  readonly progress: tf.Scalar;
  /** Present if and only if the stage declares `labelled`. */
  readonly labelled?: LabelledBatch;
}

/** The labelled part of a batch. */
export interface LabelledBatch {
  /** One tensor `[B', height, width, channels]` for each of the stage's labelled views. */
  readonly views: readonly tf.Tensor4D[];
  /** `[B']`, int32, from 0 to C - 1. */
  readonly labels: tf.Tensor1D;
}

/** How many labels a stage needs, and which views it gets of the labelled images. */
export interface LabelledRule {
  /** Labelled images per class; the seed alone, or a file, decides which ones. */
  readonly perClass: number;
  /** Labelled images per batch, B'; the few that exist are repeated. */
  readonly batchSize: number;
  readonly views: readonly ViewRule["augment"][];
}

/** How many numbers are drawn: so many, or so many for each image of the batch and each labelled one. */
export type DrawCount = number | {
  readonly images?: number;
  readonly labelled?: number;
};

/** Numbers that are drawn for each step anew. */
export type DrawRule =
  /** Whole numbers from 0 to `below - 1`, with replacement. */
  | { readonly kind?: "numbers"; readonly count: DrawCount; readonly below: number }
  /** Numbers from 0 to 1 of the distribution Beta(alpha, alpha), as MixUp takes them. */
  | { readonly kind: "beta"; readonly count: DrawCount; readonly alpha: number }
  /** The numbers from 0 to `count - 1` in a random order. */
  | { readonly kind: "permutation"; readonly count: DrawCount };

/**
 * A pass over images that comes before or after the stage's own steps in every epoch, with a loss
 * of its own.
 * Batch size, batching, optimiser and schedule are the stage's, and the optimiser's state goes
 * through all parts of an epoch.
 */
export interface EpochPass {
  /** Its terms are logged as `name/…`. */
  readonly name: string;
  /**
   * Which images: those of the stage, or of the recipe's auxiliary split, which are put into no
   * cluster and only help to learn, as the unlabelled ones of STL-10 do. Where the recipe names no
   * auxiliary split, a pass over it is left out.
   */
  readonly images: "own" | "auxiliary";
  /** How often the images are passed over in an epoch; once if absent. */
  readonly times?: number;
  /** Whether it comes after the stage's own steps in an epoch, not before them. */
  readonly after?: boolean;
  readonly views: readonly ViewRule["augment"][];
  readonly draws?: Readonly<Record<string, DrawRule>>;
  /** Which weights are trained, by name; the others do not even decay. All if absent. */
  trains?(weight: string): boolean;
  /** Like a stage's; `batch.indices` refer to the images of the pass. */
  loss(scope: Scope, batch: Batch): StageLoss;
}

export interface StageLoss {
  /** The scalar that is minimised. */
  readonly loss: tf.Scalar;
  /** Values to log: scalars, or one value per sub-head `[heads]`. */
  readonly terms: Readonly<Record<string, tf.Tensor>>;
  /**
   * By the name of a term, how many of its matrices are not positive definite, so that they have no
   * Cholesky factor: scalars. More than none ends the run with `NOT_POSITIVE_DEFINITE`.
   */
  readonly indefinite?: Readonly<Record<string, tf.Scalar>>;
}

/** A part of a run; stages run one after another. */
export type Stage = TrainStage | ComputeStage;

/** A stretch of training with one loss. */
export interface TrainStage {
  readonly name: string;
  readonly kind: "train";
  readonly views: readonly ViewRule[];
  readonly epochs: number;
  /** Length in steps, in place of `epochs`; the last epoch may then be a part of one. */
  readonly steps?: number;
  /** Images per batch, B; each counts once, however many views are made of it. */
  readonly batchSize: number;
  /**
   * "drop": one permutation per epoch, remainder dropped; "carry": leftovers start the next epoch;
   * "in-order": as "carry", with the images in the order of the set.
   */
  readonly batching: "drop" | "carry" | "in-order";
  readonly optimiser: OptimiserOptions;
  readonly schedule: ScheduleOptions;
  readonly draws?: Readonly<Record<string, DrawRule>>;
  readonly labelled?: LabelledRule;
  /** Passes of every epoch, in this order. */
  readonly passes?: readonly EpochPass[];
  /**
   * Where the stage's own steps go through each permutation in blocks: all passes over a block, then
   * the next block, as in DAC and DCCM. What is left of a permutation, or of a block, is dropped.
   */
  readonly blocks?: BlockRule;
  /** What is computed anew of the network, again and again, while the stage trains. */
  readonly renewal?: Renewal;
  /** How often the stage's own steps pass over its images in an epoch; once if absent. */
  readonly times?: number;
  /** Which weights are trained, by name; all if absent. */
  trains?(weight: string): boolean;
  /**
   * How much of the old weights stays in each step, from 0 to 1; nothing if absent. An average that
   * replaces the weights after each step, as in SCAN's self-labelling on ImageNet, is that.
   */
  readonly inertia?: number;
  /**
   * Scores each sub-head after every epoch, no label seen: the lower the better. The stage then ends
   * with the weights and buffers of its best epoch. Scores are logged as `score`, at the stage's end
   * those of that epoch.
   */
  scoreEpoch?(context: EpochContext): readonly number[] | Promise<readonly number[]>;
  /**
   * How many neighbours of each validation image are found among them before the stage begins, for
   * `scoreEpoch`, where the recipe names validation images.
   */
  readonly scoreNeighbours?: number;
  /** Whether the state at the stage's end is kept, so that it can be scored by itself. */
  readonly scored?: boolean;
  /** The loss of a batch. It must be pure, keep its shapes, and read no tensor's values. */
  loss(scope: Scope, batch: Batch): StageLoss;
}

/** How the images of an epoch come in blocks. */
export interface BlockRule {
  /** Images a block; all of them where there are fewer. */
  readonly size: number;
  /** How often a block is gone through, in another order each time. */
  readonly passes: number;
  /** How often each batch comes in a row, augmented anew; once if absent. */
  readonly repeats?: number;
}

/**
 * What a stage computes without a gradient again and again while it trains: reference outputs or
 * targets that the loss reads, as in DEC, or clusters that are merged between epochs, as in JULE. It
 * comes before a step, from the state alone, so that a run resumes at any point; it is no step of
 * the run itself.
 */
export interface Renewal {
  /** Its terms are logged as `name/…`. */
  readonly name: string;
  /**
   * How often, counted over the stage's steps, those of its passes too; the first one comes before
   * the stage's first step. "block": at the beginning of each block.
   */
  readonly every: { readonly steps: number } | { readonly epochs: number } | "block";
  /**
   * Its buffers are read by the loss, `scope.buffer(…)`, a row for each image, say, of which those of
   * the batch are gathered by `batch.indices`.
   */
  compute(context: RenewalContext): Promise<RenewalResult> | RenewalResult;
}

/** The input of a renewal. Inputs, features and probabilities are of `images`, in their order. */
export interface RenewalContext extends ComputeContext {
  /** How many came before in the stage. */
  readonly round: number;
  /** Which images: all, or those of the block that begins. */
  readonly images: Uint32Array;
}

/** The output of a renewal. */
export interface RenewalResult extends Omit<ComputeResult, "neighbours"> {
  /** Whether the stage ends here, its other steps untaken. */
  readonly ends?: boolean;
}

/**
 * What the network says after an epoch of the validation images, or where the recipe names none, of
 * those that are trained on; not augmented.
 */
export interface EpochContext {
  /** `[heads, samples, clusters]`. */
  readonly probabilities: Float32Array;
  readonly heads: number;
  readonly samples: number;
  readonly clusters: number;
  /** Of these images: those of the validation images, or those that an earlier stage has found. */
  readonly neighbours?: ComputeResult["neighbours"];
}

/**
 * A part of a run that computes something from all images at once, without a gradient: k-means, or a
 * neighbour search. It counts as one step of the run, and its result is kept in the checkpoint.
 */
export interface ComputeStage {
  readonly name: string;
  readonly kind: "compute";
  /** Neighbours per image, if it finds some; those of an earlier `crlc neighbors` are used instead. */
  readonly neighbours?: number;
  compute(context: ComputeContext): Promise<ComputeResult> | ComputeResult;
}

/** The input of a compute stage. */
export interface ComputeContext {
  /** The recipe's seed. */
  readonly seed: number;
  /** Means of the loss terms over the last epoch of the previous stage; empty in the first stage. */
  readonly terms: Readonly<Record<string, readonly number[]>>;
  /** Computes the dot products of all pairs of rows on the backend. */
  readonly multiply: Multiply;
  /** Features `[N, d]` that `predict` gives for every image of the split, not augmented. */
  features(): Promise<Matrix>;
  /** Its cluster probabilities, `[heads * N, C]`, one sub-head after the other. */
  probabilities(): Promise<Matrix>;
  /** What the network sees of them, not augmented, `[N, height * width * channels]`. */
  inputs(): Promise<Matrix>;
  /** The present values of a buffer that `predict` or a loss uses, by its full name. */
  buffer(name: string): Promise<Float32Array>;
  progress(what: string, done: number, total: number): void;
}

/** The output of a compute stage. */
export interface ComputeResult {
  /** New values of buffers that `predict` or a loss uses, by full name. */
  readonly buffers?: Readonly<Record<string, Float32Array>>;
  /** Neighbours of each image `[N, k]`, from which views `from: "neighbour"` are drawn. */
  readonly neighbours?: { readonly k: number; readonly indices: Int32Array };
  /** Values to log. */
  readonly terms?: Readonly<Record<string, number>>;
}

export interface Prediction {
  /** Features `[n, d]`: neighbours are searched by their cosine. */
  readonly features: tf.Tensor2D;
  /** Cluster probabilities `[heads, n, C]`, unsmoothed; absent if the strategy does not cluster. */
  readonly probabilities?: tf.Tensor3D;
}

export interface Strategy {
  /** At least one. */
  readonly stages: readonly Stage[];
  /**
   * The logged term by which a sub-head is chosen without labels: the head with the lowest mean of
   * it over the last epoch. Absent if there is only one head.
   */
  readonly selectBy?: string;
  /** Features and clusters of images `[n, height, width, channels]`, normalised, not augmented. */
  predict(scope: Scope, images: tf.Tensor4D): Prediction;
}

/** A strategy as a plugin: information about it, its options, and how to make it. */
export interface StrategyPlugin<Options = unknown> extends PluginInfo {
  /** Paper and equations that it follows. */
  readonly source: string;
  /**
   * "any" where a step may be split over several processes, each with its share of the views: its loss
   * compares and averages only what `scope.everyRank()` has gathered. Refused on more than one if
   * absent.
   */
  readonly ranks?: "any";
  /** Whether it is made for features: pictures then reach it through an encoder where one is there. */
  readonly onFeatures?: true;
  /**
   * Checks options and fills in the defaults.
   *
   * @throws {CrlcError} of kind `usage` for an unknown key, with the nearest known one.
   */
  options(raw: unknown): Options;
  create(context: ModelContext, options: Options): Strategy;
}
