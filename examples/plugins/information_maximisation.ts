/**
 * A strategy of one's own in one file: two views of an image should get the same cluster, and all
 * clusters should be used (in the spirit of Krause, Perona and Gomes, "Discriminative clustering by
 * regularized information maximization", NIPS 2010).
 *
 * Run: `deno task crlc train crlc/digits --strategy infomax --plugin examples/plugins/information_maximisation.ts`
 */
import { unitRows } from "@crlc/crlc/losses";
import { linear, resnet, resnetOf, resnetSchema, type Scope, tf } from "@crlc/crlc/nn";
import {
  adam,
  type Batch,
  clusterDiagnostics,
  defineStrategy,
  nonNegative,
  type Prediction,
  type StageLoss,
  trainingFields,
  trainingOf,
} from "@crlc/crlc/plugins";
import * as v from "valibot";

const strategy = defineStrategy({
  name: "infomax",
  about: "agree on two views of an image, and use every cluster",
  apiVersion: 1,
  source: "after Krause, Perona, Gomes, NIPS 2010",
  /** What --set changes: a schema of valibot with a default each. */
  options: {
    backbone: v.optional(resnetSchema, { widths: [16, 32], blocks: [1, 1], stem: "cifar" }),
    /** Weight of the entropy of the average prediction. */
    balance: v.optional(nonNegative, 2),
    ...trainingFields({
      epochs: 20,
      batchSize: 128,
      batching: "drop",
      optimiser: adam(1e-3, 0),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters }, options) {
    const network = resnetOf(options.backbone);

    /** Features and logits of images; a weight is found in the scope by its name. */
    function forward(scope: Scope, images: tf.Tensor4D) {
      const features = resnet(scope.child("backbone"), images, network);
      return { features, logits: linear(scope.child("head"), features, clusters) };
    }

    /** Pure: it reads no tensor back, keeps nothing and draws no random numbers of its own. */
    function loss(scope: Scope, { views: [first, second] }: Batch): StageLoss {
      const { logits } = forward(scope, first);
      const q = tf.softmax(logits), log = tf.logSoftmax(forward(scope, second).logits);
      const agreement: tf.Scalar = tf.neg(tf.mean(tf.sum(tf.mul(q, log), 1)));
      const average = tf.maximum(tf.mean(q, 0), 1e-8);
      const entropy: tf.Scalar = tf.neg(tf.sum(tf.mul(average, tf.log(average))));
      return {
        loss: tf.sub(agreement, tf.mul(entropy, options.balance)),
        terms: { agreement, entropy, ...clusterDiagnostics(tf.expandDims(logits, 0)) },
      };
    }

    /** Features [B, d] with rows of length 1, and probabilities [sub-heads, B, clusters]. */
    function predict(scope: Scope, images: tf.Tensor4D): Prediction {
      const { features, logits } = forward(scope, images);
      return {
        features: unitRows(features),
        probabilities: tf.expandDims<tf.Tensor3D>(tf.softmax(logits), 0),
      };
    }

    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
        ...trainingOf(options),
        loss,
      }],
      predict,
    };
  },
});

export default { strategies: [strategy] };
