import { CrlcError } from "../../core/errors.ts";

/** A tensor of a file of weights, in the order of its last axis first, as PyTorch lays it out. */
export interface WeightTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The floating-point tensors of a file of weights, by the names of whoever wrote it. */
export type Weights = ReadonlyMap<string, WeightTensor>;

/** The error of a file of weights that cannot be used. */
export function badWeights(what: string, hint?: string): CrlcError {
  return new CrlcError("data", "BAD_WEIGHTS", `Cannot read the weights: ${what}`, { hint });
}
