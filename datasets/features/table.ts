import { CrlcError } from "../../core/errors.ts";

/** Features as a file holds them, a row an image. */
export interface FeatureTable {
  /** `[rows, dimensions]`. */
  readonly data: Float32Array;
  readonly rows: number;
  readonly dimensions: number;
  /** What each row is called, where the file says. */
  readonly names?: readonly string[];
  /** The true class of each row, where the file says; "" where one has none. */
  readonly labels?: readonly string[];
  /** Columns that are neither names, classes nor features. */
  readonly leftOut?: readonly string[];
}

/** The error of a file of features that cannot be used. */
export function badFeatures(path: string, what: string, hint?: string): CrlcError {
  return new CrlcError("data", "BAD_FEATURES", `Cannot read the features in "${path}": ${what}`, {
    hint,
  });
}

/** Makes the error of one file. */
export type Refuse = (what: string, hint?: string) => CrlcError;
