import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative, positive, whole } from "../../core/numbers.ts";
import { squaredConsistency } from "../../nn/losses/consistency.ts";
import { type Mixing, mixUp } from "../../nn/losses/mix_up.ts";
import { oneHot } from "../../nn/losses/one_hot.ts";
import { sharpen } from "../../nn/losses/sharpen.ts";
import { softCrossEntropy } from "../../nn/losses/soft_cross_entropy.ts";
import { rampUp } from "../../nn/ramps.ts";
import type { Scope } from "../../nn/scope.ts";
import { classifyStage } from "../parts/classify_stage.ts";
import { classifier, classifierFields } from "../parts/classifier.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { FEW_LABELS_TRAINING, guessDiagnostics, rampFields } from "../parts/few_labels.ts";
import { labelledFields } from "../parts/labelled.ts";
import { stepsField, trainingFields } from "../parts/training.ts";
import type { Batch, StageLoss } from "../strategy.ts";
import recipes from "./mixmatch.json" with { type: "json" };

/** What is guessed of unlabelled images: the sharpened mean of `sg p` over their K views. */
export function mixMatchGuess(p: readonly tf.Tensor[], temperature: number): tf.Tensor {
  return sharpen(tf.div(tf.addN([...p]), p.length), temperature);
}

/**
 * A step of MixMatch.
 *
 * @param f The network.
 * @param q What is guessed of each unlabelled image.
 */
export function mixMatchStep<Images extends tf.Tensor>(
  f: (x: Images) => tf.Tensor,
  { x, y, u, q }: {
    readonly x: Images;
    readonly y: tf.Tensor1D;
    readonly u: readonly Images[];
    readonly q: tf.Tensor;
  },
  mixing: Mixing,
): { Lx: tf.Scalar; Lu: tf.Scalar; targets: tf.Tensor } {
  const B = x.shape[0]!;
  const X = mixUp(tf.concat([x, ...u]), mixing);
  const Y = mixUp(tf.concat([oneHot(y, q.shape.at(-1)!), ...u.map(() => q)]), mixing);
  const halves = (rows: tf.Tensor) => tf.split(rows, [B, rows.shape[0]! - B]);
  const [fx, fu] = halves(f(X)), [yx, yu] = halves(Y);
  return {
    Lx: tf.mean(softCrossEntropy(yx, fx)),
    Lu: squaredConsistency(tf.softmax(fu), yu),
    targets: Y,
  };
}

/** MixMatch: `L_x + lambda_u r(t) L_u` of labelled and unlabelled images that were mixed. */
const mixmatch = defineStrategy({
  name: "mixmatch",
  about: "mix labelled images and unlabelled ones with guessed labels, and learn from the mixture",
  apiVersion: 1,
  ranks: "any",
  source: "Berthelot et al., NeurIPS 2019, Alg. 1 and Eq. 2-5",
  options: {
    ...classifierFields(),
    ...labelledFields,
    /** lambda_u. */
    unlabelledWeight: v.optional(nonNegative, 75),
    /** K: views of an unlabelled image, of which the guess is the mean. */
    guessViews: v.optional(whole(1, 16), 2),
    /** T. */
    temperature: v.optional(positive, 0.5),
    /** a of Beta(a, a), from which the mixture is drawn. */
    mixing: v.optional(positive, 0.75),
    ...rampFields(1 / 64),
    ...stepsField,
    ...trainingFields(FEW_LABELS_TRAINING),
  },
  create({ clusters }, options) {
    const network = classifier(options, clusters);
    const { unlabelledWeight: lambda, rampLength, ramp, temperature, guessViews: K } = options;

    function loss(scope: Scope, { views: u, labelled, draws, progress: t }: Batch): StageLoss {
      const { views: [x], labels: y } = labelled!, { trained } = network.average(scope);
      const q = mixMatchGuess(u.map((view) => network.guess(scope.untracked(), view)), temperature);
      const { Lx, Lu } = mixMatchStep(
        (X: tf.Tensor4D) => network.logits(trained, scope.ownRows(X)),
        // Partners may be on other ranks.
        { x: scope.everyRank(x), y, u: u.map((view) => scope.everyRank(view)), q },
        { lambda: draws.lambda, permutation: draws.permutation },
      );
      const weight: tf.Scalar = tf.mul(rampUp(t, rampLength, ramp), lambda);
      return {
        loss: tf.add(Lx, tf.mul(weight, Lu)),
        terms: { supervised: Lx, unsupervised: Lu, weight, ...guessDiagnostics(q) },
      };
    }

    const rows = { labelled: 1, images: K };
    return {
      stages: [
        classifyStage(options, Array.from({ length: K }, () => "weak" as const), {
          loss,
          draws: {
            lambda: { kind: "beta", alpha: options.mixing, count: rows },
            permutation: { kind: "permutation", count: rows },
          },
        }),
      ],
      predict: network.predict,
    };
  },
});

export default { strategies: [mixmatch], recipes };
