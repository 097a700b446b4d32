import type { TrainStage, ViewRule } from "../strategy.ts";
import { labelledRule } from "./labelled.ts";
import { type Training, trainingOf } from "./training.ts";

/** The one stage of a semi-supervised strategy: weak views of the labelled images beside others. */
export function classifyStage(
  options: Training & { readonly perClass: number; readonly labelledBatch: number },
  augments: readonly ViewRule["augment"][],
  rest: Pick<TrainStage, "loss" | "draws">,
): TrainStage {
  return {
    name: "classify",
    kind: "train",
    views: augments.map((augment) => ({ from: "self", augment })),
    labelled: labelledRule(options, ["weak"]),
    ...trainingOf(options),
    ...rest,
  };
}
