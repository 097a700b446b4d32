import type { TrainingState } from "../folder/checkpoint.ts";
import type { PlannedStage } from "../recipe/plan_stages.ts";
import type { TermValues } from "./epoch.ts";

/** What one step has done. */
export interface StepDone {
  readonly planned: PlannedStage;
  readonly state: TrainingState;
  readonly terms: TermValues;
  /** Which images the batch held, and of which split. */
  readonly indices: Int32Array;
  readonly split: string;
  readonly learningRate: number;
  /** Whether the step was the last of its epoch; `state.progress.last` then holds its means. */
  readonly epochEnded: boolean;
  /** Milliseconds spent waiting for the batch, or making it in place of training. */
  readonly waited: number;
}
