import type { Spread } from "./spread.ts";

/** One run of a sweep. */
export interface SweepRun {
  readonly settings: readonly string[];
  readonly seed: number;
  readonly run: string;
  /** Why there are no scores: the code of an error that only this run has met. */
  readonly failed?: string;
  /** By the head that was chosen without labels; absent where there are no labels. */
  readonly acc?: number;
  readonly nmi?: number;
  readonly ari?: number;
  /** Accuracy among the five most probable clusters; where there are ten classes or more. */
  readonly acc5?: number;
  /** 1 - ACC, of runs that were trained with labels. */
  readonly error?: number;
  /** By the head that is best by label. */
  readonly oracleAcc?: number;
  /** ACC of the control: what the labelled images alone give, of runs that were trained with labels. */
  readonly control?: number;
  /** What was scored; absent of a run that failed. */
  readonly split?: string;
  /** What the epochs took. */
  readonly seconds: number;
}

/** All runs of a cell, one a seed. */
export interface SweepCell {
  readonly settings: readonly string[];
  readonly runs: number;
  readonly failed: number;
  readonly acc?: Spread;
  readonly nmi?: Spread;
  readonly ari?: Spread;
  readonly acc5?: Spread;
  readonly error?: Spread;
  readonly oracleAcc?: Spread;
  readonly control?: Spread;
  readonly seconds?: Spread;
}

export interface SweepOutcome {
  readonly schemaVersion: 1;
  readonly folder: string;
  readonly finished: boolean;
  /** The recipe that was asked for, by name, file or folder. */
  readonly target: string;
  /** What was scored; absent where no run was. */
  readonly split?: string;
  readonly cells: readonly SweepCell[];
  readonly runs: readonly SweepRun[];
  /** The recipe, or strategy, of the control, where what the labels alone give is not known of some run. */
  readonly control?: string;
}
