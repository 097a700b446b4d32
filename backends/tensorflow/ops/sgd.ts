import { type SgdAttributes, sgdOf } from "../../sgd_of.ts";
import { op } from "./op.ts";

const step = op<SgdAttributes>("Sgd", {
  kernel(b, inputs, { momentum, weightDecay, nesterov }: SgdAttributes) {
    const { weight, velocity, learningRate } = inputs;
    const number = (value: number) => b.constant("float32", value);
    let g = b.full(b.share(inputs.gradient));
    const decayed = weightDecay === 0 ? undefined : b.one("Mul", [weight, number(weightDecay)]);
    if (!velocity) {
      if (decayed) g = b.instead(g, b.one("AddV2", [g, decayed]));
      const change = b.instead(g, b.one("Mul", [g, learningRate]));
      if (decayed) b.disposeIntermediateTensorInfo(decayed);
      return b.instead(change, b.one("Sub", [weight, change]));
    }
    const kept = b.one("Mul", [velocity, number(momentum)]);
    // one pass over all that is added
    const v = b.one("AddN", [decayed ? [kept, g, decayed] : [kept, g]]);
    b.disposeIntermediateTensorInfo(kept);
    let direction = b.share(v);
    if (nesterov) {
      const ahead = b.one("Mul", [v, number(momentum)]);
      direction = b.instead(
        direction,
        b.one("AddN", [decayed ? [ahead, g, decayed] : [ahead, g]]),
      );
      b.disposeIntermediateTensorInfo(ahead);
    }
    const change = b.instead(direction, b.one("Mul", [direction, learningRate]));
    b.disposeIntermediateTensorInfo(g);
    if (decayed) b.disposeIntermediateTensorInfo(decayed);
    return [b.instead(change, b.one("Sub", [weight, change])), v];
  },
});

export const ops = [step];

/** `sgd` of the training ops. */
export const sgd = sgdOf(step);
