import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { CrlcError } from "../../core/errors.ts";
import { nonNegative, positive, whole } from "../../core/numbers.ts";
import { type ClassAverage, decayedAverage, windowAverage } from "../../nn/class_average.ts";
import { glorotNormal } from "../../nn/initialisers.ts";
import { linear } from "../../nn/layers.ts";
import { alignDistribution } from "../../nn/losses/align_distribution.ts";
import { crossEntropy } from "../../nn/losses/cross_entropy.ts";
import { type Mixing, mixUp } from "../../nn/losses/mix_up.ts";
import { oneHot } from "../../nn/losses/one_hot.ts";
import { sharpen } from "../../nn/losses/sharpen.ts";
import { softCrossEntropy } from "../../nn/losses/soft_cross_entropy.ts";
import { quarterTurns } from "../../nn/quarter_turns.ts";
import { rampUp } from "../../nn/ramps.ts";
import type { Scope } from "../../nn/scope.ts";
import { classifyStage } from "../parts/classify_stage.ts";
import { classifier, classifierFields } from "../parts/classifier.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { FEW_LABELS_TRAINING, guessDiagnostics, rampFields } from "../parts/few_labels.ts";
import { labelledFields } from "../parts/labelled.ts";
import { stepsField, trainingFields } from "../parts/training.ts";
import type { Batch, StageLoss } from "../strategy.ts";
import recipes from "./remixmatch.json" with { type: "json" };

/** How much of the mean of the labels stays in a step. */
const LABELS_DECAY = 0.999;
/** Batches whose guesses are averaged. */
const GUESSED_BATCHES = 128;

/** A network of two heads: f over classes, g over quarter turns, both of the features h. */
interface TwoHeads<Images> {
  readonly h: (x: Images) => tf.Tensor2D;
  readonly f: (h: tf.Tensor2D) => tf.Tensor;
  readonly g: (h: tf.Tensor2D) => tf.Tensor;
}

/** The images of a step, with their labels, guesses and turns. */
interface ReMixMatchBatch<Images> {
  readonly x: Images;
  readonly y: tf.Tensor1D;
  /** w(u). */
  readonly w: Images;
  /** s^1(u) to s^K(u). */
  readonly s: readonly Images[];
  /** What is guessed of w(u), aligned and sharpened: the target of all K + 1 views. */
  readonly q: tf.Tensor;
  /** s^1(u), turned by r quarters. */
  readonly turned: Images;
  readonly r: tf.Tensor1D;
}

/** `q = S(align(q0), T)`: aligned first, then sharpened. */
export function reMixMatchGuess(
  q0: tf.Tensor,
  { data, model }: { data: tf.Tensor; model: tf.Tensor },
  temperature: number,
): tf.Tensor {
  return sharpen(alignDistribution(q0, data, model), temperature);
}

/** A step of ReMixMatch: one pass over the mixture, the unmixed s^1(u) and the turned images. */
export function reMixMatchStep<Images extends tf.Tensor>(
  { h, f, g }: TwoHeads<Images>,
  { x, y, w, s, q, turned, r }: ReMixMatchBatch<Images>,
  mixing: Mixing,
): { Lx: tf.Scalar; Lu: tf.Scalar; L1: tf.Scalar; Lr: tf.Scalar } {
  const B = x.shape[0]!, views = [w, ...s];
  const X = mixUp(tf.concat([x, ...views]), mixing);
  const Y = mixUp(tf.concat([oneHot(y, q.shape.at(-1)!), ...views.map(() => q)]), mixing);
  const sizes = [X.shape[0]!, s[0].shape[0]!, turned.shape[0]!];
  const [hX, h1, hr] = tf.split(h(tf.concat([X, s[0], turned])), sizes) as tf.Tensor2D[];
  const halves = (rows: tf.Tensor) => tf.split(rows, [B, rows.shape[0]! - B]);
  const [fx, fu] = halves(f(hX)), [yx, yu] = halves(Y);
  return {
    Lx: tf.mean(softCrossEntropy(yx, fx)),
    Lu: tf.mean(softCrossEntropy(yu, fu)),
    L1: tf.mean(softCrossEntropy(q, f(h1))),
    Lr: crossEntropy(g(hr), r) as tf.Scalar,
  };
}

/** ReMixMatch: `L_x + r(t) (lambda_u L_u + lambda_1 L_1) + lambda_r L_r`, with RandAugment. */
const remixmatch = defineStrategy({
  name: "remixmatch",
  about: "MixMatch with aligned guesses of weak views as targets of strong ones, and turned images",
  apiVersion: 1,
  ranks: "any",
  source: "Berthelot et al., ICLR 2020, Alg. 1 and section 3",
  options: {
    ...classifierFields(),
    ...labelledFields,
    /** lambda_u. */
    unlabelledWeight: v.optional(nonNegative, 1.5),
    /** lambda_1: of the first strong view, unmixed. */
    unmixedWeight: v.optional(nonNegative, 0.5),
    /** lambda_r: of the quarter turns. */
    rotationWeight: v.optional(nonNegative, 0.5),
    /** K. */
    strongViews: v.optional(whole(1, 16), 8),
    /** T. */
    temperature: v.optional(positive, 0.5),
    /** a of Beta(a, a), from which the mixture is drawn. */
    mixing: v.optional(positive, 0.75),
    ...rampFields(1 / 64),
    ...stepsField,
    ...trainingFields(FEW_LABELS_TRAINING),
  },
  create({ clusters, input }, options) {
    requireSquare(input);
    const network = classifier(options, clusters);
    const { unlabelledWeight, unmixedWeight, rotationWeight, temperature } = options;
    const { rampLength, ramp, strongViews: K } = options;

    /** p_data and p_model of alignment, of the steps before this one. */
    function averages(scope: Scope): { data: ClassAverage; model: ClassAverage } {
      const part = scope.child("alignment"), classes = clusters;
      return {
        data: decayedAverage(part, { name: "labels", classes, decay: LABELS_DECAY }),
        model: windowAverage(part, { name: "guesses", classes, batches: GUESSED_BATCHES }),
      };
    }

    function loss(scope: Scope, { views, labelled, draws, progress: t }: Batch): StageLoss {
      // Partners may be on other ranks.
      const [w, ...s] = views.map((view) => scope.everyRank(view));
      const x = scope.everyRank(labelled!.views[0]),
        y = labelled!.labels,
        { trained } = network.average(scope);
      const { data, model } = averages(scope);
      const q0 = network.guess(scope.untracked(), views[0]);
      const q = reMixMatchGuess(q0, { data: data.value, model: model.value }, temperature);
      const { images: turned, quarters: r } = quarterTurns(s[0]);
      const { Lx, Lu, L1, Lr } = reMixMatchStep(
        {
          h: (images: tf.Tensor4D) => network.features(trained, scope.ownRows(images)),
          f: (h) => network.head(trained, h),
          g: (h) => linear(trained.child("rotation"), h, 4, glorotNormal),
        },
        { x, y, w, s, q, turned, r },
        { lambda: draws.lambda, permutation: draws.permutation },
      );
      data.push(oneHot(y, clusters));
      model.push(q0);
      const weight = rampUp(t, rampLength, ramp);
      const rising = tf.add(tf.mul(Lu, unlabelledWeight), tf.mul(L1, unmixedWeight));
      return {
        loss: tf.addN<tf.Scalar>([Lx, tf.mul(weight, rising), tf.mul(Lr, rotationWeight)]),
        terms: {
          supervised: Lx,
          unsupervised: Lu,
          unmixed: L1,
          rotation: Lr,
          weight,
          ...guessDiagnostics(q0),
        },
      };
    }

    const rows = { labelled: 1, images: K + 1 };
    return {
      stages: [
        classifyStage(options, ["weak", ...Array.from({ length: K }, () => "strong" as const)], {
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

function requireSquare([height, width]: readonly number[]): void {
  if (height === width) return;
  throw new CrlcError(
    "usage",
    "BAD_OPTION",
    `Cannot turn images by quarters: they must be square, and are ${height} x ${width}`,
    { hint: `--set input.size=[${height},${height}] makes them so` },
  );
}

export default { strategies: [remixmatch], recipes };
