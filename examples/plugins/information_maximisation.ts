/**
 * A strategy of one's own in one file: two views of an image should get the same cluster, and all
 * clusters should be used (in the spirit of Krause, Perona and Gomes, "Discriminative clustering by
 * regularized information maximization", NIPS 2010).
 *
 * Run: `deno task crlc train crlc/digits --strategy infomax --plugin examples/plugins/information_maximisation.ts`
 */
import { parseOptions } from "@crlc/crlc";
import { linear, resnet, resnetOf, resnetSchema, type Scope, tf } from "@crlc/crlc/nn";
import { type StrategyPlugin, trainingEntries, trainingOf } from "@crlc/crlc/plugins";
import * as v from "valibot";

const optionsSchema = v.strictObject({
  backbone: v.optional(resnetSchema, { widths: [16, 32], blocks: [1, 1], stem: "cifar" }),
  /** Weight of the entropy of the average prediction. */
  balance: v.optional(v.number(), 2),
  ...trainingEntries({
    epochs: 20,
    batchSize: 128,
    batching: "drop",
    optimiser: {
      kind: "adam",
      learningRate: 1e-3,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0,
      decayAll: false,
    },
    schedule: { kind: "constant" },
  }),
});

const infomax: StrategyPlugin<v.InferOutput<typeof optionsSchema>> = {
  name: "infomax",
  about: "agree on two views of an image, and use every cluster",
  apiVersion: 1,
  source: "after Krause, Perona, Gomes, NIPS 2010",
  options: (raw) => parseOptions(optionsSchema, raw, 'the options of strategy "infomax"'),
  create({ clusters }, options) {
    const network = resnetOf(options.backbone);
    const forward = (scope: Scope, images: tf.Tensor4D) => {
      const features = resnet(scope.child("backbone"), images, network);
      return { features, logits: linear(scope.child("head"), features, clusters) };
    };
    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
        ...trainingOf(options),
        loss(scope, { views: [first, second] }) {
          const q = tf.softmax(forward(scope, first).logits);
          const log = tf.logSoftmax(forward(scope, second).logits);
          const agreement: tf.Scalar = tf.neg(tf.mean(tf.sum(tf.mul(q, log), 1)));
          const average = tf.maximum(tf.mean(q, 0), 1e-8);
          const entropy: tf.Scalar = tf.neg(tf.sum(tf.mul(average, tf.log(average))));
          const loss: tf.Scalar = tf.sub(agreement, tf.mul(entropy, options.balance));
          return { loss, terms: { agreement, entropy } };
        },
      }],
      predict(scope, images) {
        const { features, logits } = forward(scope, images);
        return { features, probabilities: tf.expandDims<tf.Tensor3D>(tf.softmax(logits), 0) };
      },
    };
  },
};

export default { strategies: [infomax] };
