import * as v from "valibot";
import type { DefaultedField, Field } from "../../core/field.ts";
import { count, whole } from "../../core/numbers.ts";
import { type OptimiserOptions, optimiserSchema } from "../../nn/optimisers.ts";
import { type ScheduleOptions, scheduleSchema } from "../../nn/schedules.ts";
import type { TrainStage } from "../strategy.ts";

/** Length and settings of a stage's training. */
export interface Training {
  readonly epochs: number;
  /** In place of `epochs`, for a length that is no whole number of them. */
  readonly steps?: number;
  readonly batchSize: number;
  readonly batching: TrainStage["batching"];
  readonly optimiser: OptimiserOptions;
  readonly schedule: ScheduleOptions;
}

/** Length and settings of a stage's training, epochs alone. */
type InEpochs = Omit<Training, "steps">;

/** The option of a length that is no whole number of epochs, to be spread into a strategy's own. */
export const stepsField: { readonly steps: Field<number | undefined> } = {
  /** Length in steps, in place of `epochs`. */
  steps: v.optional(whole(1, 2 ** 31)),
};

/**
 * The options every trained strategy has, to be spread into its own schema.
 *
 * @param defaults Usually those of the strategy's paper.
 */
export function trainingFields(
  defaults: InEpochs,
): { readonly [Name in keyof InEpochs]: DefaultedField<InEpochs[Name]> } {
  return {
    epochs: v.optional(count, defaults.epochs),
    /** Images per batch; two views of an image count once. */
    batchSize: v.optional(count, defaults.batchSize),
    batching: v.optional(v.picklist(["drop", "carry", "in-order"]), defaults.batching),
    optimiser: v.optional(optimiserSchema, defaults.optimiser),
    schedule: v.optional(scheduleSchema, defaults.schedule),
  };
}

/** The part of a strategy's options that a stage needs, to be spread into it. */
export function trainingOf(options: Training): Training {
  const { epochs, steps, batchSize, batching, optimiser, schedule } = options;
  return {
    epochs,
    ...steps !== undefined && { steps },
    batchSize,
    batching,
    optimiser,
    schedule,
  };
}

/** SGD with momentum 0.9, as CRLC and most of its baselines have it. */
export function sgd(
  learningRate: number,
  weightDecay: number,
): Extract<OptimiserOptions, { kind: "sgd" }> {
  const common = { nesterov: false, decayAll: false };
  return { kind: "sgd", learningRate, momentum: 0.9, weightDecay, ...common };
}

/** Adam with PyTorch's defaults. */
export function adam(learningRate: number, weightDecay: number): OptimiserOptions {
  const common = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decayAll: false };
  return { kind: "adam", learningRate, weightDecay, ...common };
}

/** The paper's training for end-to-end clustering (docs/method.md 5.1). */
export const END_TO_END: Training = {
  epochs: 2000,
  batchSize: 512,
  batching: "carry",
  optimiser: sgd(0.1, 5e-4),
  schedule: { kind: "constant" },
};

/** RMSprop as DAC and DCCM have it. */
export function rmsprop(learningRate: number): OptimiserOptions {
  const common = { weightDecay: 0, decayAll: false };
  return { kind: "rmsprop", learningRate, alpha: 0.9, epsilon: 1e-8, ...common };
}
