import type { TrainingState } from "../folder/checkpoint.ts";
import type { PlannedStage } from "../recipe/plan_stages.ts";
import type { TermValues } from "./epoch.ts";

/** What one step has done. */
export interface StepDone {
  readonly planned: PlannedStage;
  readonly state: TrainingState;
  readonly terms: TermValues;
  /** Terms with a matrix that is not positive definite; none if absent. */
  readonly indefinite?: readonly string[];
  /** Which images the batch held, and of which split. */
  readonly indices: Int32Array;
  readonly split: string;
  readonly learningRate: number;
  /** Whether the step was the last of its epoch; `state.progress.last` then holds its means. */
  readonly epochEnded: boolean;
  /** Steps of the stage that were taken, where it ends before its last one: what it renews said so. */
  readonly endsAfter?: number;
  /** Milliseconds spent waiting for the batch, or making it in place of training. */
  readonly waited: number;
}
