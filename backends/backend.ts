import type { Group } from "../core/group.ts";
import type { PluginInfo } from "../core/registry.ts";
import type { Profiler } from "./profile.ts";
import type { Tensors, tf } from "./tf.ts";

/** Whether a backend can be used on this machine, and if not, why and what would mend it. */
export type Availability =
  | {
    readonly ok: true;
    readonly device: string;
    readonly details?: Record<string, string>;
    /** A device that is only imitated, such as a GPU in software: taken only where it is named. */
    readonly software?: boolean;
  }
  | {
    readonly ok: false;
    readonly reason: string;
    readonly fix: string;
    /** The optional part that would mend it. */
    readonly part?: string;
  };

/** `tf32` is float32 whose products a GPU takes with fewer bits; backends without it refuse it. */
export type Precision = "float32" | "tf32" | "bfloat16";

export interface BackendOptions {
  /** Threads to compute with; all cores by default. */
  readonly threads?: number;
  readonly precision?: Precision;
  /** Devices of this machine that a step is split over, one by default; most backends have but one. */
  readonly devices?: number | "all";
  /** The processes that a step is split over; none but this one if absent. */
  readonly group?: Group;
}

/**
 * What a training step takes. The caller owns every tensor, and disposes of each. Weights, buffers
 * and slots may be dead after the step: a backend may put what replaces them into their memory. To
 * read one is an error then; what is needed longer must be cloned before.
 */
export interface StepInput {
  /** What training changes by gradient. */
  readonly weights: Tensors;
  /** What training changes otherwise: batch-norm statistics, memory banks. */
  readonly buffers: Tensors;
  /** What the optimiser remembers of each weight. */
  readonly slots: Tensors;
  readonly batch: Tensors;
  /** A scalar, so that a traced step need not be traced again. */
  readonly learningRate: tf.Scalar;
}

/** What a training step gives: the state, new, and the loss terms. The caller owns every tensor. */
export interface StepOutput {
  readonly weights: Tensors;
  readonly buffers: Tensors;
  readonly slots: Tensors;
  readonly terms: Tensors;
}

/**
 * A pure function. It reads no tensor back, waits for nothing, logs nothing and keeps shapes
 * fixed, so that a backend may run it as it is, trace it, or compile it.
 */
export type Step = (input: StepInput) => StepOutput;

/** A way to run tensors on this machine. While it is open, it is the active backend of tfjs. */
export interface Backend extends AsyncDisposable {
  /** The backend of tfjs that is active while this is open: its own, or one that it builds on. */
  readonly name: string;
  readonly device: string;
  readonly threads: number;
  readonly precision: Precision;
  /** Devices that a step is split over; one if absent. */
  readonly devices?: number;
  /** The processes that a step is split over, where there are several. */
  readonly group?: Group;
  /** SHA-256 of the files of kernels it computes with, by name, where it brings its own. */
  readonly kernels?: Readonly<Record<string, string>>;
  /** Prepares a step to be run many times. */
  compile(step: Step): (input: StepInput) => Promise<StepOutput>;
  /** Brings a batch to the device while a step runs; absent where that would save nothing. */
  upload?(batch: Tensors): void;
  /** Begins to watch where time and memory go; absent where the backend cannot tell. */
  profile?(): Profiler;
}

/** A backend as it introduces itself. Importing it must load no native code. */
export interface BackendPlugin extends PluginInfo {
  /** "any" where a step can be split over several processes; it cannot if absent. */
  readonly ranks?: "any";
  /** Says whether the backend can be opened here; never throws. */
  probe(): Promise<Availability>;
  /**
   * @throws {CrlcError} of kind `backend` if it is not available.
   */
  open(options: BackendOptions): Promise<Backend>;
  /**
   * SHA-256 of its files of kernels as they are here, by name, without those that are not here;
   * absent where it brings none. Nothing is opened.
   */
  kernelDigests?(names: readonly string[]): Promise<Readonly<Record<string, string>>>;
}
