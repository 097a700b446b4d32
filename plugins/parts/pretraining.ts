import * as v from "valibot";
import type { DefaultedField } from "../../core/field.ts";
import { positive } from "../../core/numbers.ts";
import { NEGATIVES } from "../../nn/losses/info_nce.ts";
import { type Encoder, partOf } from "./encoder.ts";
import { representationLoss, representationPass } from "./representation_loss.ts";
import type { TrainStage } from "../strategy.ts";
import { sgd, type Training, trainingFields, trainingOf } from "./training.ts";

/** What is set of the representation's training. */
export interface PretrainingOptions extends Omit<Training, "steps"> {
  /** tau of the feature contrast. */
  readonly temperature: number;
  readonly negatives: (typeof NEGATIVES)[number];
}

/** The options of the representation's training; the defaults are docs/method.md 5.3's. */
export const pretrainingFields: {
  readonly [Name in keyof PretrainingOptions]: DefaultedField<PretrainingOptions[Name]>;
} = {
  temperature: v.optional(positive, 0.1),
  negatives: v.optional(v.picklist(NEGATIVES), "both_views"),
  ...trainingFields({
    epochs: 500,
    batchSize: 512,
    batching: "carry",
    optimiser: sgd(0.4, 1e-4),
    schedule: { kind: "cosine", floorRate: 0.1 },
  }),
};

/** Trains backbone and representation head on the feature contrast alone, L_FC (Eq. 5-6). */
export function pretraining(
  network: Encoder,
  options: PretrainingOptions,
): TrainStage {
  return {
    name: "pretrain",
    kind: "train",
    views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
    ...trainingOf(options),
    trains: partOf("backbone", "representation"),
    passes: [representationPass(network, options)],
    loss: representationLoss(network, options),
  };
}
