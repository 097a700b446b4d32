import type { tf } from "./tf.ts";
import type { SgdRule, TrainingOps } from "./training_ops.ts";

/** What an SGD kernel is told beside its tensors. */
export type SgdAttributes = Pick<SgdRule, "momentum" | "weightDecay" | "nesterov">;

/** A kernel of one step of SGD: the new weight, then the new velocity where there is one. */
type SgdKernel = (inputs: Record<string, tf.Tensor>, attributes: SgdAttributes) => tf.Tensor[];

/** `sgd` of the training ops by a kernel of a backend's own. */
export const sgdOf =
  (run: SgdKernel): TrainingOps["sgd"] =>
  (weight, gradient, velocity, { learningRate, momentum, weightDecay, nesterov }) => {
    const inputs = { weight, gradient, learningRate, ...(velocity ? { velocity } : {}) };
    const [w, v] = run(inputs, { momentum, weightDecay, nesterov });
    return v ? { weight: w, velocity: v } : { weight: w };
  };
