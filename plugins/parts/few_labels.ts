import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import type { DefaultedField } from "../../core/field.ts";
import { share } from "../../core/numbers.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { RAMPS } from "../../nn/ramps.ts";
import { clusterDiagnostics } from "./diagnostics.ts";
import { sgd } from "./training.ts";

/** Training as all methods of FixMatch's code base have it, but for its length of 2^20 steps. */
export const FEW_LABELS_TRAINING = {
  epochs: 1000,
  batchSize: 64,
  batching: "drop",
  optimiser: { ...sgd(0.03, 5e-4), nesterov: true },
  schedule: { kind: "fixmatch-cosine" },
} as const;

/** The options of how the weight of the unlabelled images rises. */
export function rampFields(
  length: number,
): { rampLength: DefaultedField<number>; ramp: DefaultedField<typeof RAMPS[number]> } {
  return {
    /** T_r: the share of the training in which the weight of the unlabelled images rises. */
    rampLength: v.optional(share, length),
    ramp: v.optional(v.picklist(RAMPS), "linear"),
  };
}

/** The option of one pass over all images of a step, or of one for each kind. */
export function jointBatchField(joint: boolean): { jointBatch: DefaultedField<boolean> } {
  return { jointBatch: v.optional(v.boolean(), joint) };
}

/** Which view a method makes of its unlabelled images. */
export const unlabelledViewField: {
  unlabelledView: DefaultedField<"weak" | "strong">;
} = { unlabelledView: v.optional(v.picklist(["weak", "strong"]), "weak") };

/**
 * Terms to log about what the network guesses of a batch, never learned from.
 *
 * @param q Probabilities `[n, C]`.
 */
export function guessDiagnostics(q: tf.Tensor): Record<string, tf.Tensor> {
  return { entropy: marginalEntropy(q), ...clusterDiagnostics(tf.expandDims(q, 0)) };
}
