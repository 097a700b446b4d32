import { tf } from "../../../backends/tf.ts";
import { constant } from "../../../nn/initialisers.ts";
import type { Scope } from "../../../nn/scope.ts";
import { defineStrategy } from "../../../plugins/mod.ts";

const weight = (scope: Scope) => scope.weight<tf.Rank.R1>("weight", [1], constant(-1));

/** The images, and the neighbours in all, that epochs were scored by. */
export const seen: { readonly samples: number; readonly neighbours?: number }[] = [];

/** One weight that rises by a quarter a step from -1 on; an epoch is the better the nearer it is to 0. */
const rising = defineStrategy({
  name: "rising",
  about: "a weight that rises, and is best in the middle",
  apiVersion: 1,
  source: "this test",
  options: {},
  create: ({ clusters }) => ({
    stages: [{
      name: "rise",
      kind: "train",
      views: [{ from: "self", augment: "none" }],
      ...{ epochs: 3, batchSize: 12, batching: "drop" },
      optimiser: {
        ...{ kind: "sgd", learningRate: 0.25, momentum: 0, weightDecay: 0 },
        ...{ nesterov: false, decayAll: false },
      },
      schedule: { kind: "constant" },
      loss: (scope) => ({ loss: tf.neg(tf.sum(weight(scope))), terms: {} }),
      scoreEpoch({ probabilities, samples, neighbours }) {
        seen.push({ samples, neighbours: neighbours?.indices.length });
        return [Math.abs(probabilities[0] - 1 / clusters)];
      },
      scoreNeighbours: 2,
    }],
    predict(scope, images) {
      const n = images.shape[0];
      const first = tf.tile(tf.reshape(weight(scope), [1, 1]), [n, 1]);
      const logits = tf.concat([first, tf.zeros([n, clusters - 1])], 1);
      const features = tf.reshape(images, [n, -1]) as tf.Tensor2D;
      return { features, probabilities: tf.expandDims<tf.Tensor3D>(tf.softmax(logits), 0) };
    },
  }),
});

export default { strategies: [rising] };
