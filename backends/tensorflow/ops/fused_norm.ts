import type { Attributes } from "../value.ts";

const toldOf = (epsilon: number, isTraining: boolean): Attributes => ({
  epsilon: { float: epsilon },
  data_format: "NHWC",
  is_training: isTraining,
});

/** What TensorFlow's fused batch norm is told where it takes the statistics itself. */
export const training = (epsilon: number): Attributes => toldOf(epsilon, true);
/** The same where it is given them. */
export const inference = (epsilon: number): Attributes => toldOf(epsilon, false);
