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
import recipes from "./pi_model.json" with { type: "json" };

/** Pi-model as FixMatch's authors ran it: `mean CE(f(x), y) + lambda r(t) mean (p(b) - sg p(a))^2`. */
const piModel = defineStrategy({
  name: "pi-model",
  about: "learn a few labels, and to say the same of two views of an unlabelled image",
  apiVersion: 1,
  source: "Laine, Aila, ICLR 2017; as in Sohn et al., NeurIPS 2020",
  options: {
    ...classifierFields(),
    ...labelledFields,
    /** lambda; of a mean over classes, not of their sum. */
    unlabelledWeight: v.optional(nonNegative, 10),
    ...rampFields(0.4),
    ...unlabelledViewField,
    ...jointBatchField(false),
    ...stepsField,
    ...trainingFields(FEW_LABELS_TRAINING),
  },
  create({ clusters }, options) {
    const network = classifier(options, clusters);
    const { unlabelledWeight: lambda, rampLength, ramp, jointBatch } = options;

    function loss(scope: Scope, { views: [a, b], labelled, progress: t }: Batch): StageLoss {
      const { views: [x], labels: y } = labelled!, { trained } = network.average(scope);
      const target = network.guess(scope.untracked(), a);
      const [fx, fb] = network.logitsOf(trained, [x, b], jointBatch);
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

export default { strategies: [piModel], recipes };
