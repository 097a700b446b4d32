/**
 * What `crlc bench recipe` asks, and what it is told. Types only.
 *
 * @module
 */
import type { TrainRequest } from "../run/api.ts";
import type { BenchReport, BenchResult } from "./bench_api.ts";

export interface BenchRecipeRequest
  extends Pick<TrainRequest, "target" | "overrides" | "environment"> {
  /** Steps that are timed, and as many more that are watched. */
  readonly steps: number;
}

/** What `crlc bench recipe --json` prints. */
export interface BenchRecipeReport {
  readonly schemaVersion: 1;
  readonly machine: BenchReport["machine"];
  readonly recipe: string;
  readonly dataset: string;
  /** The first that trains. */
  readonly stage: string;
  /** Images a step, and views of each. */
  readonly batchSize: number;
  readonly views: number;
  readonly steps: number;
  /** Milliseconds a step in which training waited for images. */
  readonly waitedForImages: number;
  readonly result: BenchResult;
}
