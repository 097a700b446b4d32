import * as v from "valibot";
import type { Field } from "../core/field.ts";
import { natural, nonNegative, share } from "../core/numbers.ts";

/** Where a cosine ends: at `floor`, or where that is absent at `floorRate`^3 times the base rate. */
interface Floors {
  readonly floor?: number;
  readonly floorRate: number;
}

/** A schedule with every default filled in. */
export type ScheduleOptions =
  | { readonly kind: "constant" }
  /** A half cosine over the epochs; the rate changes once an epoch, as in the authors' code. */
  | { readonly kind: "cosine" } & Floors
  /** The rate is multiplied by `rate` after each milestone, as in the authors' code. */
  | {
    readonly kind: "step";
    readonly rate: number;
    /** Epochs; the rate falls in the epoch after each. */
    readonly milestones: readonly number[];
  }
  /** A linear rise over `warmup` epochs, then a half cosine over the remaining ones. */
  | { readonly kind: "warmup-then-cosine"; readonly warmup: number } & Floors
  /** A linear rise over `warmup` steps times a half cosine over all steps; the small recipes' schedule. */
  | {
    readonly kind: "warmup-times-cosine";
    readonly warmup: number;
    /** Where the cosine ends, as a part of the base rate. */
    readonly floorRatio: number;
  }
  /** `(1 + gamma t)^-power` times the base rate after t steps, as JULE has it. */
  | { readonly kind: "inverse-decay"; readonly gamma: number; readonly power: number }
  /** FixMatch's seven sixteenths of a cosine wave, over steps. */
  | { readonly kind: "fixmatch-cosine" };

const floors = { floor: v.optional(nonNegative), floorRate: v.optional(share, 0) };

/** What a recipe may say of how its learning rate changes. */
export const scheduleSchema: Field<ScheduleOptions> = v.variant("kind", [
  v.strictObject({ kind: v.literal("constant") }),
  v.strictObject({ kind: v.literal("cosine"), ...floors }),
  v.strictObject({
    kind: v.literal("step"),
    rate: v.optional(share, 0.1),
    milestones: v.array(natural),
  }),
  v.strictObject({ kind: v.literal("warmup-then-cosine"), warmup: natural, ...floors }),
  v.strictObject({
    kind: v.literal("warmup-times-cosine"),
    warmup: natural,
    floorRatio: v.optional(share, 0.001),
  }),
  v.strictObject({
    kind: v.literal("inverse-decay"),
    gamma: v.optional(nonNegative, 1e-4),
    power: v.optional(nonNegative, 0.75),
  }),
  v.strictObject({ kind: v.literal("fixmatch-cosine") }),
]);

/** How far training is. */
export interface TrainingTime {
  /** Steps taken before this one, from 0. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Length of the stage. */
  readonly epochs: number;
  /** The same in steps, where that is no whole number of epochs. */
  readonly steps?: number;
}

/** From `high` at 0 to `low` at 1 along half a cosine wave. */
function halfCosine(high: number, low: number, progress: number): number {
  return low + (high - low) * (1 + Math.cos(Math.PI * progress)) / 2;
}

function floorOf(base: number, options: { floor?: number; floorRate: number }): number {
  return options.floor ?? base * options.floorRate ** 3;
}

/**
 * The learning rate of one step.
 *
 * @example Half way down a cosine
 * ```ts
 * import { learningRateAt } from "@crlc/crlc/nn";
 * import { strictEqual } from "node:assert/strict";
 *
 * const time = { step: 50, stepsPerEpoch: 10, epochs: 10 };
 * strictEqual(learningRateAt({ kind: "cosine", floorRate: 0 }, 0.1, time), 0.05);
 * ```
 *
 * @param base The optimiser's own rate.
 */
export function learningRateAt(
  schedule: ScheduleOptions,
  base: number,
  { step, stepsPerEpoch, epochs, steps = stepsPerEpoch * epochs }: TrainingTime,
): number {
  const epoch = Math.floor(step / stepsPerEpoch);
  switch (schedule.kind) {
    case "constant":
      return base;
    case "cosine":
      return halfCosine(base, floorOf(base, schedule), epoch / epochs);
    case "step":
      return base * schedule.rate ** schedule.milestones.filter((m) => m < epoch).length;
    case "warmup-then-cosine": {
      const { warmup } = schedule;
      if (epoch < warmup) return base * (epoch + 1) / warmup;
      const progress = epochs > warmup ? (epoch - warmup) / (epochs - warmup) : 0;
      return halfCosine(base, floorOf(base, schedule), progress);
    }
    case "warmup-times-cosine": {
      const rise = schedule.warmup > 0 ? Math.min(1, (step + 1) / schedule.warmup) : 1;
      return base * rise * halfCosine(1, schedule.floorRatio, step / steps);
    }
    case "inverse-decay":
      return base * (1 + schedule.gamma * step) ** -schedule.power;
    case "fixmatch-cosine":
      return base * Math.cos(7 * Math.PI * step / (16 * steps));
  }
}
