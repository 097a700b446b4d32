import { tf } from "../../backends/tf.ts";
import { averagedScope } from "../../nn/averaged_scope.ts";
import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import { detached } from "../../nn/losses/detached.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import type { Scope } from "../../nn/scope.ts";
import { classifier, crossEntropyWith, hardTargets } from "../parts/classifier.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import { watchClusters } from "../parts/watch.ts";
import { trainingOf } from "../parts/training.ts";
import type { FixmatchOptions } from "../fixmatch/options.ts";

/** FixMatch (Eq. 3-4): `CE(labelled, weak) + lambda_u mean 1(max q >= tau) CE(strong, argmax q)`. */
export function fixmatch({ clusters }: ModelContext, options: FixmatchOptions): Strategy {
  const network = classifier(options, clusters);
  const { threshold, averageDecay } = options;
  const averaged = (scope: Scope) => averageDecay > 0 ? averagedScope(scope, averageDecay) : scope;
  return {
    stages: [{
      name: "classify",
      kind: "train",
      views: [{ from: "self", augment: "weak" }, { from: "self", augment: "strong" }],
      labelled: {
        perClass: options.perClass,
        batchSize: options.labelledBatch,
        views: ["weak"],
      },
      ...trainingOf(options),
      loss(scope, { views: [weak, strong], labelled }) {
        const [x] = labelled!.views, n = x.shape[0], B = weak.shape[0];
        // One pass over all, so that batch norm sees labelled and unlabelled images together.
        const all = network.logits(averaged(scope), tf.concat([x, weak, strong]) as tf.Tensor4D);
        const [known, sure, changed] = tf.split(all, [n, B, B]);
        const targets = detached(sure, (u) => {
          const highest = tf.max(tf.softmax(u), -1, true);
          return tf.mul(hardTargets(u), tf.cast(tf.greaterEqual(highest, threshold), "float32"));
        });
        const supervised = crossEntropy(known, labelled!.labels) as tf.Scalar;
        const unsupervised: tf.Scalar = tf.mean(crossEntropyWith(targets, changed));
        return {
          loss: tf.add(supervised, tf.mul(unsupervised, options.unlabelledWeight)),
          terms: {
            supervised,
            unsupervised,
            learnedFrom: tf.mean(tf.sum(targets, -1)),
            entropy: marginalEntropy(tf.softmax(sure)),
            ...watchClusters(tf.expandDims(sure, 0)),
          },
        };
      },
    }],
    predict: (scope, x) => network.predict(averaged(scope), x),
  };
}
