/**
 * What the command line asks of a training, and what it is told. Types only: commands are written
 * against this page.
 *
 * @module
 */
import type { PassedOver } from "../datasets/dataset.ts";
import type { Reason } from "../datasets/by_reason.ts";
import type { Findings } from "./folder/findings.ts";
import type { Environment } from "./parts/environment.ts";
import type { RecipeOverrides } from "./recipe/overrides.ts";
import type { AugmentOn } from "./parts/augment_on.ts";
import type { Recipe } from "./recipe/recipe.ts";

export interface TrainRequest {
  /** A recipe's name, a recipe file, or a folder of images. */
  readonly target: string;
  readonly overrides: RecipeOverrides;
  /** Whether as many clusters are made as there are images, where more are asked for. */
  readonly atMostImages?: boolean;
  /** The recipe itself, with nothing open, instead of `target` and `overrides`. */
  readonly recipe?: Recipe;
  readonly environment: Environment;
  /** The run folder; by default `<runsFolder>/<recipe with - for />-seed<seed>`. */
  readonly run?: string;
  readonly runsFolder: string;
  /** A finished run to begin with: its weights, and the stages that both begin with. */
  readonly from?: string;
  /** Whether clusters that collapse end the run, not only warn. */
  readonly failOnCollapse?: boolean;
  /** Where views are made; by the host where absent. */
  readonly augment?: AugmentOn;
  /** A file of labels for a semi-supervised strategy, instead of labels drawn from the data set's own. */
  readonly labels?: string;
  /** Checkpoints that are kept, at least two; two where absent. */
  readonly keep?: number;
  /** Whether event files for TensorBoard are written into the run folder. */
  readonly tensorboard?: boolean;
  /** Shortest time between checkpoints at the end of an epoch, in milliseconds; 20 s where absent. */
  readonly saveEvery?: number;
}

/** What is known once a run is about to start or to go on. */
export interface Plan {
  readonly run: string;
  readonly recipe: Recipe;
  readonly backend: string;
  readonly device: string;
  readonly threads: number;
  /** How many processes train together, and what carries their messages; absent where one does. */
  readonly ranks?: { readonly count: number; readonly carrier: string };
  /** What crlc could install that "auto" would have preferred. */
  readonly backendReason?: string;
  readonly samples: number;
  /** What serves the representation besides, first in every epoch; where there is some. */
  readonly auxiliary?: { readonly split: string; readonly samples: number };
  readonly stages: readonly string[];
  /** Of the first stage that trains, its auxiliary pass included; 0 where none does. */
  readonly stepsPerEpoch: number;
  /** Of the stages that train. */
  readonly epochs: number;
  /** Steps of the whole run. */
  readonly steps: number;
  /** Steps that an earlier session has done. */
  readonly doneSteps: number;
  readonly weights: number;
  /** Files beside the images that were not looked at, such as thumbnails of a NAS. */
  readonly passedOver?: readonly PassedOver[];
  /** Files that could not be used, by reason. */
  readonly leftOut?: readonly Reason[];
}

/** One finished training step. */
export interface StepReport {
  readonly stage: string;
  /** A stage that computes is one step and no epoch. */
  readonly kind: "train" | "compute";
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done of the whole run. */
  readonly step: number;
  readonly steps: number;
  /** Images (not views) a second, over the last seconds. */
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
  /** Means over this epoch so far; the mean over the sub-heads where there are several. */
  readonly terms: Readonly<Record<string, number>>;
}

/** One line of metrics.jsonl. */
export interface EpochReport {
  readonly stage: string;
  /** "compute" is the one line of a stage that computes, which has no epochs. */
  readonly kind: "train" | "compute";
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly learningRate: number;
  readonly seconds: number;
  readonly imagesPerSecond: number;
  /** Share of the time spent waiting for data, 0 to 1. */
  readonly waiting: number;
  readonly terms: Readonly<Record<string, number | readonly number[]>>;
}

/** Whoever watches a run. Every method returns at once. */
export interface Observer {
  /** Something worth a line on standard error. */
  note(text: string): void;
  warn(text: string): void;
  /** A long preparation: what is done, how far it is, and of how much. */
  progress(what: string, done: number, total: number): void;
  planned?(plan: Plan): void;
  step?(report: StepReport): void;
  epoch?(report: EpochReport): void;
  /** A checkpoint has been saved, and is whole. */
  saved?(step: number): void;
}

export interface TrainOutcome {
  /** "unchanged": the run was finished before. */
  readonly status: "finished" | "unchanged" | "stopped";
  readonly run: string;
  readonly step: number;
  readonly steps: number;
  readonly seconds: number;
  readonly plan: Plan;
  /** What the features show beside the clusters; of a finished run on features. */
  readonly findings?: Findings;
}
