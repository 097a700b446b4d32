import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative } from "../../core/numbers.ts";
import { squaredConsistency } from "../../nn/losses/consistency.ts";
import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import { rampUp } from "../../nn/ramps.ts";
import type { Scope } from "../../nn/scope.ts";
import { classifier, classifierFields } from "../parts/classifier.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import {
  FEW_LABELS_TRAINING,
  guessDiagnostics,
  jointBatchField,
  rampFields,
  unlabelledViewField,
} from "../parts/few_labels.ts";
import { labelledFields, labelledRule } from "../parts/labelled.ts";
import { stepsField, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, StageLoss } from "../strategy.ts";
import recipes from "./mean_teacher.json" with { type: "json" };

/**
 * Mean Teacher: `mean CE(f(x), y) + lambda r(t) mean (p_theta(b) - sg p_theta'(a))^2`, theta' the
 * average of the weights theta, which predicts as well.
 */
const meanTeacher = defineStrategy({
  name: "mean-teacher",
  about:
    "learn a few labels, and what the average of the network's own weights says of another view",
  apiVersion: 1,
  source: "Tarvainen, Valpola, NeurIPS 2017; as in Sohn et al., NeurIPS 2020",
  options: {
    ...classifierFields({ averageRule: "true-average" }),
    ...labelledFields,
    /** lambda; of a mean over classes, not of their sum. */
    unlabelledWeight: v.optional(nonNegative, 50),
    ...rampFields(0.4),
    /** What the teacher normalises by: the statistics of its batch, or running ones of its own. */
    teacherStatistics: v.optional(v.picklist(["batch", "own"]), "batch"),
    ...unlabelledViewField,
    ...jointBatchField(false),
    ...stepsField,
    ...trainingFields(FEW_LABELS_TRAINING),
  },
  create({ clusters }, options) {
    const network = classifier(options, clusters, options.teacherStatistics === "own");
    const { unlabelledWeight: lambda, rampLength, ramp, jointBatch } = options;

    function loss(scope: Scope, { views: [a, b], labelled, progress: t }: Batch): StageLoss {
      const { views: [x], labels: y } = labelled!;
      const { trained: theta, averaged: theta2 } = network.average(scope);
      // theta' as the last step has left it.
      const target = network.guess(theta2, a);
      const [fx, fb] = network.logitsOf(theta, [x, b], jointBatch);
      const Lx = crossEntropy(fx, y) as tf.Scalar;
      const Lu = squaredConsistency(tf.softmax(fb), target);
      const weight: tf.Scalar = tf.mul(rampUp(t, rampLength, ramp), lambda);
      return {
        loss: tf.add(Lx, tf.mul(weight, Lu)),
        terms: { supervised: Lx, consistency: Lu, weight, ...guessDiagnostics(target) },
      };
    }

    const view = { from: "self", augment: options.unlabelledView } as const;
    return {
      stages: [{
        name: "classify",
        kind: "train",
        views: [view, view],
        labelled: labelledRule(options, ["weak"]),
        ...trainingOf(options),
        loss,
      }],
      predict: network.predict,
    };
  },
});

export default { strategies: [meanTeacher], recipes };
