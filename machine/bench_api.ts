/**
 * What `crlc bench` asks, and what it is told. Types only.
 *
 * @module
 */
import type { Environment } from "../run/parts/environment.ts";

/** The training step that is timed. */
export interface BenchStep {
  readonly architecture: "resnet18" | "resnet34" | "wrn-28-2";
  /** Channels of the first stage. */
  readonly width: number;
  /** Views per step; each image has two. */
  readonly batch: number;
  /** Height and width of a view. */
  readonly size: number;
}

export interface BenchRequest extends BenchStep {
  /** Steps that are timed, after those that warm up. */
  readonly steps: number;
  /** Times the full step of a strategy; by default backbone, representation head and NT-Xent. */
  readonly strategy?: string;
  /** Names of backends; every one that is ready where empty. */
  readonly backends: readonly string[];
  readonly threads?: number;
  readonly precision?: Environment["precision"];
  readonly devices?: Environment["devices"];
  /** Also tells where time and memory go, over as many steps more. */
  readonly profile: boolean;
  readonly plugins: readonly string[];
}

export interface BenchResult {
  readonly backend: string;
  readonly device: string;
  readonly precision: string;
  readonly threads: number;
  /** Views forward and backward a second; the median step counts. */
  readonly imagesPerSecond: number;
  readonly millisecondsPerStep: number;
  readonly peakMemoryBytes: number;
  /** Loss of each timed step. */
  readonly losses: readonly number[];
  /** Absent where it was not asked for, or the backend cannot tell. */
  readonly profile?: BenchProfile;
}

/** Time and calls a step of one kernel, or of what a kernel has its threads do. */
export interface BenchJob {
  readonly name: string;
  readonly calls: number;
  readonly milliseconds: number;
  /** Thereof spent by the main thread in waiting for the others. */
  readonly waitedMilliseconds: number;
}

export interface BenchKernel extends BenchJob {
  /** Of the step. */
  readonly share: number;
  /** Operations a second of what the kernel is defined to do, where they are counted. */
  readonly flopsPerSecond?: number;
  /** Bytes of inputs and outputs a second, where they are counted. */
  readonly bytesPerSecond?: number;
  readonly jobs: readonly BenchJob[];
}

/** Where a step goes; the kernels and `javascript` are the whole of it. */
export interface BenchProfile {
  /** Mean of the steps that were watched, and what watching made it longer than the median before. */
  readonly millisecondsPerStep: number;
  readonly overhead: number;
  readonly kernels: readonly BenchKernel[];
  /** Everything between kernels: deriving the step, garbage collection, reading the loss. */
  readonly javascript: { readonly milliseconds: number; readonly share: number };
  readonly waitedMilliseconds: number;
  /** The share of the step for which each thread computed, the main thread first; empty where unknown. */
  readonly threads: readonly number[];
  /** A step's; absent where the backend does not count them. */
  readonly allocations?: { readonly calls: number; readonly bytes: number };
  /** Parts of the most memory the process held, in bytes. */
  readonly memory: {
    /** Images that the data set holds, and views that are ready or under way; 0 without a recipe. */
    readonly pixels: number;
    readonly views: number;
    readonly state: number;
    readonly batch: number;
    /** With what the backend keeps, where it does not tell. */
    readonly activations: number;
    readonly scratch: number;
    /** Of the backend's heap, between and beside tensors. */
    readonly unused: number;
    readonly javascript: number;
    /** Deno, its code and libraries. */
    readonly rest: number;
  };
}

/** A backend that could not be timed. */
export interface BenchSkipped {
  readonly backend: string;
  readonly reason: string;
  readonly fix?: string;
}

/** What `crlc bench --json` prints. */
export interface BenchReport {
  readonly schemaVersion: 1;
  readonly machine: {
    readonly os: string;
    readonly arch: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly cpu?: string;
  };
  readonly step: BenchStep & { readonly steps: number; readonly strategy?: string };
  readonly results: readonly BenchResult[];
  readonly skipped: readonly BenchSkipped[];
}
