import * as v from "valibot";
import { nonNegative } from "../../core/numbers.ts";
import { classifyStage } from "../parts/classify_stage.ts";
import { classifier, classifierFields } from "../parts/classifier.ts";
import { consistencyLoss } from "../parts/consistency_training.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import {
  FEW_LABELS_TRAINING,
  jointBatchField,
  rampFields,
  unlabelledViewField,
} from "../parts/few_labels.ts";
import { labelledFields } from "../parts/labelled.ts";
import { stepsField, trainingFields } from "../parts/training.ts";
import recipes from "./pi_model.json" with { type: "json" };

/** Pi-model as FixMatch's authors ran it: `mean CE(f(x), y) + lambda r(t) mean (p(b) - sg p(a))^2`. */
const piModel = defineStrategy({
  name: "pi-model",
  about: "learn a few labels, and to say the same of two views of an unlabelled image",
  apiVersion: 1,
  source: "Laine, Aila, ICLR 2017; as in Sohn et al., NeurIPS 2020",
  ranks: "any",
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
    const { unlabelledView: view } = options;
    const loss = consistencyLoss(network, options, (scope) => scope.untracked());
    return {
      stages: [classifyStage(options, [view, view], { loss })],
      predict: network.predict,
    };
  },
});

export default { strategies: [piModel], recipes };
