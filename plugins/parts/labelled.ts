import * as v from "valibot";
import type { DefaultedField } from "../../core/field.ts";
import { count } from "../../core/numbers.ts";
import type { LabelledRule } from "../strategy.ts";

/** The options of a strategy that sees a few labels, to be spread into its own. */
export const labelledFields: {
  perClass: DefaultedField<number>;
  labelledBatch: DefaultedField<number>;
} = {
  /** Labelled images of each class. */
  perClass: v.optional(count, 4),
  /** Labelled images a batch. */
  labelledBatch: v.optional(count, 64),
};

/** What a stage declares by these options. */
export function labelledRule(
  options: { readonly perClass: number; readonly labelledBatch: number },
  views: LabelledRule["views"],
): LabelledRule {
  return { perClass: options.perClass, batchSize: options.labelledBatch, views };
}
