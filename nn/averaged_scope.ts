import { tf } from "../backends/tf.ts";
import { constant } from "./initialisers.ts";
import type { Initialiser, Scope } from "./scope.ts";

/**
 * A scope whose network predicts with an exponential moving average of its weights: training uses
 * the weights and renews the averages, `a <- d a + (1 - d) w`, prediction uses the averages. They
 * are of the weights that a step begins with, so that the last step's change is not in them yet.
 *
 * The decay d grows with the steps as `min(decay, (1 + t) / (10 + t))`, so that what was averaged
 * early is soon forgotten; the first step's average is the weights. Batch norm's statistics are
 * averages already and stay as they are.
 *
 * @param scope Of the whole network; averages are kept in its part `average`.
 * @param decay From 0 to 1.
 */
export function averagedScope(scope: Scope, decay: number): Scope {
  const averages = scope.child("average");
  const steps = averages.buffer("steps", [1], constant(0));
  const fresh = tf.cast(tf.equal(steps, 0), "float32");
  const grown = tf.minimum(decay, tf.div(tf.add(steps, 1), tf.add(steps, 10)));
  const kept = tf.mul(grown, tf.sub(1, fresh));
  if (scope.training) averages.update("steps", tf.add(steps, 1));

  function wrap(own: Scope, kin: Scope): Scope {
    return {
      training: own.training,
      child: (name) => wrap(own.child(name), kin.child(name)),
      frozen: () => wrap(own.frozen(), kin.frozen()),
      untracked: () => wrap(own.untracked(), kin),
      weight<R extends tf.Rank>(name: string, shape: readonly number[], fill: Initialiser) {
        const weight = own.weight<R>(name, shape, fill);
        const average = kin.buffer<R>(name, shape, constant(0));
        if (!own.training) return tf.add<tf.Tensor<R>>(average, tf.mul(weight, fresh));
        kin.update(name, tf.add(tf.mul(average, kept), tf.mul(weight, tf.sub(1, kept))));
        return weight;
      },
      buffer: (name, shape, fill) => own.buffer(name, shape, fill),
      update: (name, value) => own.update(name, value),
    };
  }
  return wrap(scope, averages);
}
