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
  ranks: "any",
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
    const { unlabelledView: view } = options;
    const loss = consistencyLoss(network, options, (_scope, averaged) => averaged);
    return {
      stages: [classifyStage(options, [view, view], { loss })],
      predict: network.predict,
    };
  },
});

export default { strategies: [meanTeacher], recipes };
