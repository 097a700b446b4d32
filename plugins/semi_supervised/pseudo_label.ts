import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative, share } from "../../core/numbers.ts";
import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import { detached } from "../../nn/losses/detached.ts";
import { softCrossEntropy } from "../../nn/losses/soft_cross_entropy.ts";
import { meanOver, sureRows } from "../../nn/losses/sure_rows.ts";
import { rampUp } from "../../nn/ramps.ts";
import type { Scope } from "../../nn/scope.ts";
import { classifyStage } from "../parts/classify_stage.ts";
import { classifier, classifierFields, hardTargets } from "../parts/classifier.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { FEW_LABELS_TRAINING, guessDiagnostics, jointBatchField } from "../parts/few_labels.ts";
import { labelledFields } from "../parts/labelled.ts";
import { stepsField, trainingFields } from "../parts/training.ts";
import type { Batch, StageLoss } from "../strategy.ts";
import recipes from "./pseudo_label.json" with { type: "json" };

/**
 * `L_u = (1/U) sum m CE(f(u), argmax q)` with `q = sg p(u)` and `m = 1(max q >= threshold)`: target and
 * prediction are one view of one pass.
 */
export function pseudoLabelTerm(
  fu: tf.Tensor,
  threshold: number,
): { Lu: tf.Scalar; m: tf.Tensor } {
  const m = detached(fu, (u) => sureRows(tf.softmax(u), threshold));
  return { Lu: meanOver(softCrossEntropy(detached(fu, hardTargets), fu), m, "all"), m };
}

/**
 * Pseudo-Label, `mean CE(f(x), y) + lambda r(t) L_u`, as FixMatch's authors ran it: with a threshold
 * and averaged weights. Lee's own form has neither, and a ramp from T1 to T2.
 */
const pseudoLabel = defineStrategy({
  name: "pseudo-label",
  about: "learn a few labels, and more and more what the network itself says of the rest",
  apiVersion: 1,
  source: "Lee, ICML Workshop 2013, Eq. 15-16; as in Sohn et al., NeurIPS 2020",
  ranks: "any",
  options: {
    ...classifierFields(),
    ...labelledFields,
    /** Images whose most probable class has at least this are learned from; 0 in Lee's form. */
    threshold: v.optional(share, 0.95),
    /** lambda, Lee's alpha_f: weight of the network's own labels at the end; 3 in Lee's form. */
    unlabelledWeight: v.optional(nonNegative, 1),
    /** T1 and T2: where that weight begins to rise, and where it is reached. */
    ramp: v.optional(
      v.pipe(
        v.tuple([share, share]),
        v.check(([from, to]) => from < to, "[from, to] with from < to"),
      ),
      [0, 0.4],
    ),
    ...jointBatchField(false),
    ...stepsField,
    ...trainingFields(FEW_LABELS_TRAINING),
  },
  create({ clusters }, options) {
    const network = classifier(options, clusters);
    const { ramp: [from, to], unlabelledWeight: lambda, threshold, jointBatch } = options;

    function loss(scope: Scope, { views: [u], labelled, progress: t }: Batch): StageLoss {
      const { views: [x], labels: y } = labelled!, { trained } = network.average(scope);
      const [fx, fu] = network.logitsOf(trained, [x, u], jointBatch);
      const Lx = crossEntropy(fx, y) as tf.Scalar;
      const { Lu, m } = pseudoLabelTerm(fu, threshold);
      const weight: tf.Scalar = tf.mul(rampUp(tf.sub(t, from), to - from), lambda);
      return {
        loss: tf.add(Lx, tf.mul(weight, Lu)),
        terms: {
          supervised: Lx,
          unsupervised: Lu,
          weight,
          learnedFrom: tf.mean(m),
          ...guessDiagnostics(tf.softmax(fu)),
        },
      };
    }

    return {
      stages: [classifyStage(options, ["weak"], { loss })],
      predict: network.predict,
    };
  },
});

export default { strategies: [pseudoLabel], recipes };
