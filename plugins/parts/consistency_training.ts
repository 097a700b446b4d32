import { tf } from "../../backends/tf.ts";
import { squaredConsistency } from "../../nn/losses/consistency.ts";
import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import { type RAMPS, rampUp } from "../../nn/ramps.ts";
import type { Scope } from "../../nn/scope.ts";
import type { Batch, StageLoss } from "../strategy.ts";
import type { Classifier } from "./classifier.ts";
import { guessDiagnostics } from "./few_labels.ts";

/** What is set of it. */
export interface ConsistencyOptions {
  /** lambda; of a mean over classes, not of their sum. */
  readonly unlabelledWeight: number;
  readonly rampLength: number;
  readonly ramp: typeof RAMPS[number];
  readonly jointBatch: boolean;
}

/**
 * The loss of the Pi-model and of Mean Teacher: `mean CE(f(x), y) + lambda r(t) mean (p(b) - q(a))^2`.
 *
 * @param target Which network says q of the first view, constant: the trained one, or its average.
 */
export function consistencyLoss(
  network: Classifier,
  { unlabelledWeight: lambda, rampLength, ramp, jointBatch }: ConsistencyOptions,
  target: (scope: Scope, averaged: Scope) => Scope,
): (scope: Scope, batch: Batch) => StageLoss {
  return (scope, { views: [a, b], labelled, progress: t }) => {
    const { views: [x], labels: y } = labelled!, { trained, averaged } = network.average(scope);
    const q = network.guess(target(scope, averaged), a);
    const [fx, fb] = network.logitsOf(trained, [x, b], jointBatch);
    const Lx = crossEntropy(fx, y) as tf.Scalar;
    const Lu = squaredConsistency(tf.softmax(fb), q);
    const weight: tf.Scalar = tf.mul(rampUp(t, rampLength, ramp), lambda);
    return {
      loss: tf.add(Lx, tf.mul(weight, Lu)),
      terms: { supervised: Lx, consistency: Lu, weight, ...guessDiagnostics(q) },
    };
  };
}
