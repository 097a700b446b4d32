import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { decay, nonNegative, share } from "../../core/numbers.ts";
import { averagedWeights } from "../../nn/averaged_weights.ts";
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
import recipes from "./fixmatch.json" with { type: "json" };

/**
 * FixMatch (Eq. 3-4): `CE(labelled, weak) + lambda_u mean 1(max q >= tau) CE(strong, argmax q)`.
 * The defaults are the paper's for CIFAR-10; its mu is `batchSize` over `labelledBatch`.
 */
const fixmatch = defineStrategy({
  name: "fixmatch",
  about: "learn a few labels, and on strongly changed images what is sure of weakly changed ones",
  apiVersion: 1,
  source: "Sohn et al., NeurIPS 2020, Eq. 3-4",
  options: {
    ...backboneField("resnet18"),
    ...labelledFields,
    /** tau: images whose most probable class has at least this are learned from. */
    threshold: v.optional(share, 0.95),
    /** lambda_u. */
    unlabelledWeight: v.optional(nonNegative, 1),
    /** Of the exponential average of the weights that predicts; 0: the weights predict. */
    averageDecay: v.optional(decay, 0.999),
    ...trainingFields({
      epochs: 1000,
      batchSize: 448,
      batching: "drop",
      optimiser: { ...sgd(0.03, 5e-4), nesterov: true },
      schedule: { kind: "fixmatch-cosine" },
    }),
  },
  create({ clusters }, options) {
    const network = classifier(options, clusters);
    const { threshold, averageDecay, unlabelledWeight } = options;
    const both = (scope: Scope) => averagedWeights(scope, { decay: averageDecay, rule: "tenth" });

    /** One-hot rows of what is sure, rows of zeros for the rest. */
    function sureTargets(u: tf.Tensor): tf.Tensor {
      const highest = tf.max(tf.softmax(u), -1, true);
      return tf.mul(hardTargets(u), tf.cast(tf.greaterEqual(highest, threshold), "float32"));
    }

    function loss(scope: Scope, { views: [weak, strong], labelled }: Batch): StageLoss {
      const [x] = labelled!.views, n = x.shape[0], B = weak.shape[0];
      // One pass over all, so that batch norm sees labelled and unlabelled images together.
      const all = network.logits(both(scope).trained, tf.concat([x, weak, strong]) as tf.Tensor4D);
      const [known, sure, changed] = tf.split(all, [n, B, B]);
      const targets = detached(sure, sureTargets);
      const supervised = crossEntropy(known, labelled!.labels) as tf.Scalar;
      const unsupervised: tf.Scalar = tf.mean(crossEntropyWith(targets, changed));
      return {
        loss: tf.add(supervised, tf.mul(unsupervised, unlabelledWeight)),
        terms: {
          supervised,
          unsupervised,
          learnedFrom: tf.mean(tf.sum(targets, -1)),
          entropy: marginalEntropy(tf.softmax(sure)),
          ...clusterDiagnostics(tf.expandDims(sure, 0)),
        },
      };
    }

    return {
      stages: [{
        name: "classify",
        kind: "train",
        views: [{ from: "self", augment: "weak" }, { from: "self", augment: "strong" }],
        labelled: labelledRule(options, ["weak"]),
        ...trainingOf(options),
        loss,
      }],
      predict: (scope, x) => network.predict(both(scope).averaged, x),
    };
  },
});

export default { strategies: [fixmatch], recipes };
