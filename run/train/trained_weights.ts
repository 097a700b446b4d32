import type { Tensors } from "../../backends/tf.ts";
import type { TrainStage } from "../../plugins/strategy.ts";

/** The names of the weights a stage trains. */
export function trainedWeights(stage: TrainStage, weights: Tensors): string[] {
  return Object.keys(weights).filter((name) => stage.trains?.(name) ?? true);
}
