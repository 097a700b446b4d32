import { tf } from "../../backends/tf.ts";
import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import { detached } from "../../nn/losses/detached.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { classifier, crossEntropyWith, hardTargets } from "../parts/classifier.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import { watchClusters } from "../parts/watch.ts";
import { trainingOf } from "../parts/training.ts";
import type { PseudoLabelOptions } from "../pseudo-label/options.ts";

/** Pseudo-Label (Eq. 15-16): `CE(labelled) + alpha(t) CE(unlabelled, argmax)`, alpha rising from 0. */
export function pseudoLabel({ clusters }: ModelContext, options: PseudoLabelOptions): Strategy {
  const network = classifier(options, clusters);
  const { ramp: [from, to] } = options;
  return {
    stages: [{
      name: "classify",
      kind: "train",
      views: [{ from: "self", augment: "weak" }],
      labelled: {
        perClass: options.perClass,
        batchSize: options.labelledBatch,
        views: ["weak"],
      },
      ...trainingOf(options),
      loss(scope, { views: [weak], labelled, progress }) {
        const [x] = labelled!.views;
        const all = network.logits(scope, tf.concat([x, weak]) as tf.Tensor4D);
        const [known, own] = tf.split(all, [x.shape[0], weak.shape[0]]);
        const supervised = crossEntropy(known, labelled!.labels) as tf.Scalar;
        const unsupervised: tf.Scalar = tf.mean(
          crossEntropyWith(detached(own, hardTargets), own),
        );
        const risen = tf.clipByValue(tf.div(tf.sub(progress, from), to - from), 0, 1);
        const alpha: tf.Scalar = tf.mul(risen, options.unlabelledWeight);
        return {
          loss: tf.add(supervised, tf.mul(alpha, unsupervised)),
          terms: {
            supervised,
            unsupervised,
            weight: alpha,
            entropy: marginalEntropy(tf.softmax(own)),
            ...watchClusters(tf.expandDims(own, 0)),
          },
        };
      },
    }],
    predict: network.predict,
  };
}
