import type { StepTensor } from "../step_tensors.ts";
import type { Layout } from "./hlo/node.ts";

/**
 * How an input of a step lies on several devices: images are divided where they can be, all else is
 * whole on each. Batch statistics, negatives and gradients are of the whole batch all the same: XLA
 * puts in what the devices must tell each other.
 */
export function layoutOf({ path: [group], tensor }: StepTensor, devices: number): Layout {
  const divided = devices > 1 && group === "batch" && tensor.rank > 1 &&
    tensor.shape[0] % devices === 0;
  return divided ? "divided" : "whole";
}
