import type { tf } from "../../tf.ts";
import type { SgdRule } from "../../training_ops.ts";
import { minus, plus, scaled, times } from "../hlo/elementwise.ts";
import { op } from "./op.ts";

type Attributes = Pick<SgdRule, "momentum" | "weightDecay" | "nesterov">;

const run = op<Attributes>("Sgd", {
  kernel(b, inputs, { momentum, weightDecay, nesterov }: Attributes) {
    const [weight, gradient, rate] = [inputs.weight, inputs.gradient, inputs.learningRate]
      .map((info) => b.full(info));
    const g = weightDecay === 0 ? gradient : plus(gradient, scaled(weight, weightDecay));
    if (!inputs.velocity) return [minus(weight, times(g, rate))];
    const velocity = plus(scaled(b.full(inputs.velocity), momentum), g);
    const direction = nesterov ? plus(g, scaled(velocity, momentum)) : velocity;
    return [minus(weight, times(direction, rate)), velocity];
  },
});

export const ops = [run];

/** `sgd` of the training ops, one kernel a weight: its plain form, of up to six, takes longer to trace. */
export function sgd(
  weight: tf.Tensor,
  gradient: tf.Tensor,
  velocity: tf.Tensor | undefined,
  { learningRate, momentum, weightDecay, nesterov }: SgdRule,
): { weight: tf.Tensor; velocity?: tf.Tensor } {
  const inputs = { weight, gradient, learningRate, ...(velocity ? { velocity } : {}) };
  const [next, remembered] = run(inputs, { momentum, weightDecay, nesterov });
  return velocity ? { weight: next, velocity: remembered } : { weight: next };
}
