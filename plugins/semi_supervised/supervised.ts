import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import { tf } from "../../backends/tf.ts";
import type { Scope } from "../../nn/scope.ts";
import { classifyStage } from "../parts/classify_stage.ts";
import { classifier, classifierFields } from "../parts/classifier.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { FEW_LABELS_TRAINING, guessDiagnostics } from "../parts/few_labels.ts";
import { labelledFields } from "../parts/labelled.ts";
import { stepsField, trainingFields } from "../parts/training.ts";
import type { Batch, StageLoss } from "../strategy.ts";
import recipes from "./supervised.json" with { type: "json" };

/**
 * The labelled images alone, `L = mean CE(f(w(x)), y)`: the control that a score of a
 * semi-supervised method is compared with. An epoch has as many steps as one of theirs with the same
 * batch size, and no unlabelled image is read.
 */
const supervised = defineStrategy({
  name: "supervised",
  about: "learn a few labels alone, as the control of the semi-supervised methods",
  apiVersion: 1,
  source: "none: cross-entropy of the labelled images",
  ranks: "any",
  options: {
    ...classifierFields(),
    ...labelledFields,
    ...stepsField,
    ...trainingFields(FEW_LABELS_TRAINING),
  },
  create({ clusters }, options) {
    const network = classifier(options, clusters);

    function loss(scope: Scope, { labelled }: Batch): StageLoss {
      const { views: [x], labels: y } = labelled!;
      const u = network.logits(network.average(scope).trained, x);
      return {
        loss: crossEntropy(u, y) as tf.Scalar,
        terms: guessDiagnostics(tf.softmax(u)),
      };
    }

    return {
      stages: [classifyStage(options, [], { loss })],
      predict: network.predict,
    };
  },
});

export default { strategies: [supervised], recipes };
