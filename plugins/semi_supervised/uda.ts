import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative, positive, share } from "../../core/numbers.ts";
import { klRows } from "../../nn/losses/consistency.ts";
import { detached } from "../../nn/losses/detached.ts";
import { oneHot } from "../../nn/losses/one_hot.ts";
import { softCrossEntropy } from "../../nn/losses/soft_cross_entropy.ts";
import { meanOver, sureRows } from "../../nn/losses/sure_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { annealedThreshold, ANNEALINGS } from "../../nn/signal_annealing.ts";
import { classifyStage } from "../parts/classify_stage.ts";
import { classifier, classifierFields } from "../parts/classifier.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { FEW_LABELS_TRAINING, guessDiagnostics } from "../parts/few_labels.ts";
import { labelledFields } from "../parts/labelled.ts";
import { stepsField, trainingFields } from "../parts/training.ts";
import type { Batch, StageLoss } from "../strategy.ts";
import recipes from "./uda.json" with { type: "json" };

/**
 * `L_x = sum m CE / max(sum m, 1)` over the labelled images whose class has a probability of at most
 * eta: training signal annealing holds back those that are known.
 */
export function annealedTerm(
  fx: tf.Tensor,
  y: tf.Tensor1D,
  eta: tf.Scalar,
): { Lx: tf.Scalar; m: tf.Tensor } {
  const Y = oneHot(y, fx.shape.at(-1)!);
  const m = detached(
    fx,
    (u) => tf.cast(tf.lessEqual(tf.sum(tf.mul(tf.softmax(u), Y), -1), eta), "float32"),
  );
  return { Lx: meanOver(softCrossEntropy(Y, fx), m, "masked"), m };
}

/**
 * `L_u = (1/U) sum m KL(q || p(s(u)))` with `q = softmax(sg f(w(u)) / T)`; the mask looks at the
 * probabilities that are not sharpened.
 */
export function udaTerm(
  weak: tf.Tensor,
  strong: tf.Tensor,
  { temperature, threshold }: { temperature: number; threshold: number },
): { Lu: tf.Scalar; m: tf.Tensor; kl: tf.Tensor } {
  const q = detached(weak, (u) => tf.softmax(tf.div(u, temperature)));
  const m = detached(weak, (u) => sureRows(tf.softmax(u), threshold));
  const kl = klRows(q, strong);
  return { Lu: meanOver(kl, m, "all"), m, kl };
}

/** UDA for images: `L_x + lambda_u L_u`, and `w_e mean H(p(w(u)))` where it is asked for. */
const uda = defineStrategy({
  name: "uda",
  about: "learn a few labels, and for strong views what is said, sharpened, of weak ones",
  apiVersion: 1,
  source: "Xie, Dai, Hovy, Luong, Le, NeurIPS 2020, Eq. 1 and section 3.2",
  ranks: "any",
  options: {
    ...classifierFields(),
    ...labelledFields,
    /** Images whose most probable class has at least this are learned from. */
    threshold: v.optional(share, 0.8),
    /** T. */
    temperature: v.optional(positive, 0.4),
    /** lambda_u. */
    unlabelledWeight: v.optional(nonNegative, 1),
    /** TSA: how the threshold rises above which a labelled image is left out. */
    annealing: v.optional(v.picklist(ANNEALINGS), "none"),
    /** w_e. */
    entropyWeight: v.optional(nonNegative, 0),
    ...stepsField,
    ...trainingFields({ ...FEW_LABELS_TRAINING, batchSize: 448 }),
  },
  create({ clusters }, options) {
    const network = classifier(options, clusters);
    const { unlabelledWeight: lambda, annealing, entropyWeight } = options;

    function loss(scope: Scope, { views: [w, s], labelled, progress: t }: Batch): StageLoss {
      const { views: [x], labels: y } = labelled!, { trained } = network.average(scope);
      const [fx, fw, fs] = network.logitsOf(trained, [x, w, s], true);
      const eta = annealedThreshold(t, annealing, clusters);
      const { Lx, m: held } = annealedTerm(fx, y, eta);
      const { Lu, m } = udaTerm(fw, fs, options);
      const doubt: tf.Scalar = tf.mean(softCrossEntropy(tf.softmax(fw), fw));
      const L: tf.Scalar = tf.add(Lx, tf.mul(Lu, lambda));
      return {
        loss: entropyWeight === 0 ? L : tf.add(L, tf.mul(doubt, entropyWeight)),
        terms: {
          supervised: Lx,
          unsupervised: Lu,
          labelledLearnedFrom: tf.mean(held),
          learnedFrom: tf.mean(m),
          doubt,
          ...guessDiagnostics(tf.softmax(fw)),
        },
      };
    }

    return {
      stages: [classifyStage(options, ["weak", "strong"], { loss })],
      predict: network.predict,
    };
  },
});

export default { strategies: [uda], recipes };
