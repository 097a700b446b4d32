/**
 * What `crlc bench` asks, and what it is told. Types only.
 *
 * @module
 */
import type { Place } from "../run/api.ts";

/** The training step that is timed. */
export interface BenchStep {
  readonly architecture: "resnet18" | "resnet34";
  /** Channels of the first stage. */
  readonly width: number;
  /** Views a step, of which an image has two. */
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
  readonly precision?: Place["precision"];
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
