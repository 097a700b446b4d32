import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative, share } from "../../core/numbers.ts";
import { type ClassAverage, windowAverage } from "../../nn/class_average.ts";
import { alignDistribution } from "../../nn/losses/align_distribution.ts";
import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import { detached } from "../../nn/losses/detached.ts";
import { softCrossEntropy } from "../../nn/losses/soft_cross_entropy.ts";
import { meanOver, MEANS, sureRows } from "../../nn/losses/sure_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { classifyStage } from "../parts/classify_stage.ts";
import { classifier, classifierFields, hardTargets } from "../parts/classifier.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { FEW_LABELS_TRAINING, guessDiagnostics, jointBatchField } from "../parts/few_labels.ts";
import { labelledFields } from "../parts/labelled.ts";
import { stepsField, trainingFields } from "../parts/training.ts";
import type { Batch, StageLoss } from "../strategy.ts";
import recipes from "./fixmatch.json" with { type: "json" };

/** Batches whose guesses are averaged for alignment. */
const GUESSED_BATCHES = 128;

/**
 * `L_u = mean m CE(f(s(u)), argmax q)` with `m = 1(max q >= tau)`.
 *
 * @param q `sg p(w(u))`, aligned or not.
 */
export function fixMatchTerm(
  q: tf.Tensor,
  strong: tf.Tensor,
  { threshold, mean }: { threshold: number; mean: typeof MEANS[number] },
): { Lu: tf.Scalar; m: tf.Tensor } {
  const m = detached(q, (q) => sureRows(q, threshold));
  return { Lu: meanOver(softCrossEntropy(detached(q, hardTargets), strong), m, mean), m };
}

/**
 * FixMatch (Eq. 3-4): `mean CE(f(w(x)), y) + lambda_u L_u`. CRLC's authors ran another form, in which the
 * weak images pass by themselves and L_u is a mean over those that are sure.
 */
const fixmatch = defineStrategy({
  name: "fixmatch",
  about: "learn a few labels, and on strongly changed images what is sure of weakly changed ones",
  apiVersion: 1,
  source: "Sohn et al., NeurIPS 2020, Eq. 3-4",
  ranks: "any",
  options: {
    ...classifierFields(),
    ...labelledFields,
    /** tau: images whose most probable class has at least this are learned from. */
    threshold: v.optional(share, 0.95),
    /** lambda_u. */
    unlabelledWeight: v.optional(nonNegative, 1),
    /** Over which images L_u is a mean: all, or those that are sure. */
    mean: v.optional(v.picklist(MEANS), "all"),
    /** Whether the guesses are aligned with the classes of the labels, evenly many of each. */
    align: v.optional(v.boolean(), false),
    /** Whether weak images are in the one pass over all, or in a pass of their own. */
    ...jointBatchField(true),
    ...stepsField,
    ...trainingFields({ ...FEW_LABELS_TRAINING, batchSize: 448 }),
  },
  create({ clusters }, options) {
    const network = classifier(options, clusters);
    const { unlabelledWeight: lambda, align, jointBatch } = options;

    /** `f(x)`, `f(s(u))` and `sg p(w(u))`. */
    function pass(scope: Scope, x: tf.Tensor4D, w: tf.Tensor4D, s: tf.Tensor4D) {
      const { trained } = network.average(scope);
      if (!jointBatch) {
        const q = network.guess(scope.untracked(), w);
        const [fx, fs] = network.logitsOf(trained, [x, s], true);
        return { fx, fs, q };
      }
      // One pass over all, so that batch norm sees labelled and unlabelled images together.
      const [fx, fw, fs] = network.logitsOf(trained, [x, w, s], true);
      return { fx, fs, q: detached(fw, (u) => tf.softmax(u)) };
    }

    function guesses(scope: Scope): ClassAverage {
      const window = { name: "guesses", classes: clusters, batches: GUESSED_BATCHES };
      return windowAverage(scope.child("alignment"), window);
    }

    function loss(scope: Scope, { views: [w, s], labelled }: Batch): StageLoss {
      const { views: [x], labels: y } = labelled!, { fx, fs, q } = pass(scope, x, w, s);
      const model = align ? guesses(scope) : undefined;
      const aligned = model ? alignDistribution(q, 1 / clusters, model.value) : q;
      model?.push(q);
      const Lx = crossEntropy(fx, y) as tf.Scalar;
      const { Lu, m } = fixMatchTerm(aligned, fs, options);
      return {
        loss: tf.add(Lx, tf.mul(Lu, lambda)),
        terms: {
          supervised: Lx,
          unsupervised: Lu,
          learnedFrom: tf.mean(m),
          ...guessDiagnostics(q),
        },
      };
    }

    return {
      stages: [classifyStage(options, ["weak", "strong"], { loss })],
      predict: network.predict,
    };
  },
});

export default { strategies: [fixmatch], recipes };
