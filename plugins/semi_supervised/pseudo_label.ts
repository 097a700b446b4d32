import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative, share } from "../../core/numbers.ts";
import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import { detached } from "../../nn/losses/detached.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import type { Scope } from "../../nn/scope.ts";
import { classifier, crossEntropyWith, hardTargets } from "../parts/classifier.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { backboneField } from "../parts/encoder.ts";
import { labelledFields, labelledRule } from "../parts/labelled.ts";
import { sgd, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, StageLoss } from "../strategy.ts";
import recipes from "./pseudo_label.json" with { type: "json" };

/**
 * Pseudo-Label (Eq. 15-16): `CE(labelled) + alpha(t) CE(unlabelled, argmax)`, alpha rising from 0.
 * The ramp is the paper's, as shares of the training.
 */
const pseudoLabel = defineStrategy({
  name: "pseudo-label",
  about: "learn a few labels, and more and more what the network itself says of the rest",
  apiVersion: 1,
  source: "Lee, ICML Workshop 2013, Eq. 15-16",
  options: {
    ...backboneField("resnet18"),
    ...labelledFields,
    /** alpha_f: weight of the network's own labels at the end. */
    unlabelledWeight: v.optional(nonNegative, 3),
    /** T1 and T2: where that weight begins to rise, and where it is reached. */
    ramp: v.optional(
      v.pipe(
        v.tuple([share, share]),
        v.check(([from, to]) => from < to, "[from, to] with from < to"),
      ),
      [0.1, 0.6],
    ),
    ...trainingFields({
      epochs: 1000,
      batchSize: 448,
      batching: "drop",
      optimiser: sgd(0.03, 5e-4),
      schedule: { kind: "fixmatch-cosine" },
    }),
  },
  create({ clusters }, options) {
    const network = classifier(options, clusters);
    const { ramp: [from, to], unlabelledWeight } = options;

    function loss(scope: Scope, { views: [weak], labelled, progress }: Batch): StageLoss {
      const [x] = labelled!.views;
      const all = network.logits(scope, tf.concat([x, weak]) as tf.Tensor4D);
      const [known, own] = tf.split(all, [x.shape[0], weak.shape[0]]);
      const supervised = crossEntropy(known, labelled!.labels) as tf.Scalar;
      const unsupervised: tf.Scalar = tf.mean(crossEntropyWith(detached(own, hardTargets), own));
      const risen = tf.clipByValue(tf.div(tf.sub(progress, from), to - from), 0, 1);
      const alpha: tf.Scalar = tf.mul(risen, unlabelledWeight);
      return {
        loss: tf.add(supervised, tf.mul(alpha, unsupervised)),
        terms: {
          supervised,
          unsupervised,
          weight: alpha,
          entropy: marginalEntropy(tf.softmax(own)),
          ...clusterDiagnostics(tf.expandDims(own, 0)),
        },
      };
    }

    return {
      stages: [{
        name: "classify",
        kind: "train",
        views: [{ from: "self", augment: "weak" }],
        labelled: labelledRule(options, ["weak"]),
        ...trainingOf(options),
        loss,
      }],
      predict: network.predict,
    };
  },
});

export default { strategies: [pseudoLabel], recipes };
