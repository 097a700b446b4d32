import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { CrlcError } from "../../core/errors.ts";
import { count, nonNegative, positive } from "../../core/numbers.ts";
import { constant } from "../../nn/initialisers.ts";
import { detached } from "../../nn/losses/detached.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { headFields } from "../parts/encoder.ts";
import { featureTrainingFields, featureTrainingOf } from "../parts/feature_training.ts";
import { linearHeads } from "../parts/linear_heads.ts";
import { adam } from "../parts/training.ts";
import type { Prediction, StageLoss } from "../strategy.ts";
import recipes from "./turtle.json" with { type: "json" };

/**
 * TURTLE: labels that linear classifiers, fitted to them in every space of features, can repeat. The
 * classifiers go on from step to step; the gradient of the labels does not go through their fitting.
 */
const turtle = defineStrategy({
  name: "turtle",
  about: "labels that linear classifiers on given features agree with, of one or several encoders",
  apiVersion: 1,
  source: "Gadetsky, Jiang, Brbic, ICML 2024, Eq. 4-8, first order",
  ranks: "any",
  onFeatures: true,
  options: {
    ...headFields(5),
    /** Numbers of each space of features, side by side; all are one space if absent. */
    spaces: v.optional(v.pipe(v.array(count), v.minLength(1))),
    /** gamma: weight of the entropy that keeps all clusters in use. */
    entropyWeight: v.optional(nonNegative, 10),
    /** Steps of the classifiers for each of the labels. */
    innerSteps: v.optional(count, 10),
    /** Their rate, the features being of length 1. */
    innerRate: v.optional(positive, 1),
    ...featureTrainingFields(adam(1e-3, 0)),
  },
  create({ clusters, samples, input }, options) {
    const heads = options.subHeads, shape = { heads, clusters };
    const numbers = input.reduce((product, side) => product * side, 1);
    const spaces = options.spaces ?? [numbers];
    requireSpaces(spaces, numbers);

    /** Features of each space, every one of unit length. */
    function spacesOf(x: tf.Tensor4D): tf.Tensor2D[] {
      const h = tf.reshape(x, [x.shape[0], numbers]) as tf.Tensor2D;
      return (tf.split(h, [...spaces], 1) as tf.Tensor2D[]).map(unitRows);
    }

    /** Probabilities `[S, n, C]`: the mean of what each space says. */
    function labels(scope: Scope, features: readonly tf.Tensor2D[]): tf.Tensor3D {
      const each = features.map((h, i) =>
        tf.softmax(linearHeads(scope.child(`labels${i + 1}`), tf.mul(h, options.scale), shape))
      );
      return tf.div<tf.Tensor3D>(tf.addN(each), each.length);
    }

    /** Log-probabilities `[S, n, C]` of classifiers that were fitted to the labels, as constants. */
    function fitted(scope: Scope, h: tf.Tensor2D, y: tf.Tensor3D): tf.Tensor {
      const x = tf.mul(h, options.scale) as tf.Tensor2D, wide = [h.shape[1], heads * clusters];
      const old = scope.buffer<tf.Rank.R2>("kernel", wide, constant(0));
      const kernel = detached(y, (y) => fit(x, y as tf.Tensor3D, old));
      scope.update("kernel", kernel);
      return detached(kernel, (kernel) => logSoftmaxOf(x, kernel as tf.Tensor2D));
    }

    function fit(x: tf.Tensor2D, y: tf.Tensor3D, kernel: tf.Tensor2D): tf.Tensor2D {
      const rate = options.innerRate / options.scale ** 2 / x.shape[0];
      for (let i = 0; i < options.innerSteps; i++) {
        const excess = tf.sub(tf.exp(logSoftmaxOf(x, kernel)), y);
        const rows = tf.reshape(tf.transpose(excess, [1, 0, 2]), [x.shape[0], heads * clusters]);
        const gradient = tf.matMul(x, rows as tf.Tensor2D, true, false);
        kernel = tf.sub(kernel, tf.mul(gradient, rate));
      }
      return kernel;
    }

    function logSoftmaxOf(x: tf.Tensor2D, kernel: tf.Tensor2D): tf.Tensor {
      const u = tf.reshape(tf.matMul(x, kernel), [x.shape[0], heads, clusters]);
      return tf.logSoftmax(tf.transpose(u, [1, 0, 2]));
    }

    function loss(scope: Scope, x: tf.Tensor4D): StageLoss {
      const features = spacesOf(x).map((h) => scope.everyRank(h)), y = labels(scope, features);
      const entropy = marginalEntropy(y);
      const crossEntropies = features.map((h, i) => {
        const logs = fitted(scope.child(`classifier${i + 1}`), h, y);
        return tf.neg(tf.mean(tf.sum(tf.mul(y, logs), -1), -1));
      });
      const crossEntropy = tf.addN(crossEntropies);
      const terms = tf.sub(crossEntropy, tf.mul(entropy, options.entropyWeight));
      const diagnostics = clusterDiagnostics(tf.log(tf.maximum(y, 1e-12)));
      return { loss: tf.sum(terms), terms: { turtle: terms, crossEntropy, ...diagnostics } };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const features = spacesOf(x);
      const side = tf.div<tf.Tensor2D>(tf.concat([...features], 1), Math.sqrt(spaces.length));
      return { features: side, probabilities: labels(scope, features) };
    }

    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "none" }],
        ...featureTrainingOf(options, samples),
        loss: (scope, { views: [x] }) => loss(scope, x),
      }],
      selectBy: "turtle",
      predict,
    };
  },
});

function requireSpaces(spaces: readonly number[], numbers: number): void {
  const sum = spaces.reduce((a, b) => a + b, 0);
  if (sum === numbers) return;
  throw new CrlcError(
    "usage",
    "BAD_OPTION",
    `Cannot divide the features: "spaces" must add up to the ${numbers} numbers of an image, and ${
      spaces.join(" + ")
    } is ${sum}`,
    { hint: "leave it out where all features are of one encoder" },
  );
}

export default { strategies: [turtle], recipes };
