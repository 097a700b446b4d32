import * as v from "valibot";
import { type OptimiserOptions, optimiserSchema } from "../nn/optimisers.ts";
import { type ScheduleOptions, scheduleSchema } from "../nn/schedules.ts";

const count = v.pipe(v.number(), v.integer("a whole number"), v.minValue(1, "1 or more"));

/** How long and how a stage is trained, with the defaults a strategy chooses. */
export interface TrainingDefaults {
  readonly epochs: number;
  readonly batchSize: number;
  readonly batching: "drop" | "carry";
  readonly optimiser: OptimiserOptions;
  readonly schedule: ScheduleOptions;
}

/**
 * The options every trained strategy has, to be spread into its own schema.
 *
 * @param defaults The strategy's own, usually its paper's.
 */
export function trainingEntries(defaults: TrainingDefaults) {
  return {
    epochs: v.optional(count, defaults.epochs),
    /** Images a batch; two views of an image count once. */
    batchSize: v.optional(count, defaults.batchSize),
    batching: v.optional(v.picklist(["drop", "carry"]), defaults.batching),
    optimiser: v.optional(optimiserSchema, defaults.optimiser),
    schedule: v.optional(scheduleSchema, defaults.schedule),
  };
}
