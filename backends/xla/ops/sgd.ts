import { type SgdAttributes, sgdOf } from "../../sgd_of.ts";
import { minus, plus, scaled, times } from "../hlo/elementwise.ts";
import { op } from "./op.ts";

const run = op<SgdAttributes>("Sgd", {
  kernel(b, inputs, { momentum, weightDecay, nesterov }: SgdAttributes) {
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
export const sgd = sgdOf(run);
