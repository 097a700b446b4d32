import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { decay, positive, share } from "../../core/numbers.ts";
import { averagedWeights } from "../../nn/averaged_weights.ts";
import { constant } from "../../nn/initialisers.ts";
import { detached } from "../../nn/losses/detached.ts";
import { temiLoss } from "../../nn/losses/temi_loss.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { clusterDiagnostics } from "../parts/diagnostics.ts";
import { headFields } from "../parts/encoder.ts";
import {
  featureNeighbours,
  featureTrainingFields,
  featureTrainingOf,
  neighboursFor,
  unitFeatures,
} from "../parts/feature_training.ts";
import { linearHeads } from "../parts/linear_heads.ts";
import { neighbourSearch } from "../parts/neighbour_search.ts";
import { adam } from "../parts/training.ts";
import type { Prediction, StageLoss } from "../strategy.ts";
import recipes from "./temi.json" with { type: "json" };

/** How much of the teacher's mean probabilities stays in a step. */
const PRIOR_DECAY = 0.9;

/**
 * TEMI: heads on given features learn from a teacher, the average of their own weights, that an
 * image and a neighbour belong together.
 */
const temi = defineStrategy({
  name: "temi",
  about: "heads on given features that maximise the mutual information of neighbours",
  apiVersion: 1,
  source: "Adaloglou, Michels, Kalisch, Kollmann, BMVC 2023, Eq. 5-8",
  ranks: "any",
  onFeatures: true,
  options: {
    ...headFields(10),
    ...featureNeighbours,
    /** beta of the mutual information. */
    beta: v.optional(share, 0.6),
    /** Of the average of the weights that teaches, and predicts. */
    averageDecay: v.optional(decay, 0.99),
    /** The teacher's logits are divided by it. */
    teacherTemperature: v.optional(positive, 0.4),
    ...featureTrainingFields(adam(1e-3, 1e-4)),
  },
  create({ clusters, samples }, options) {
    const shape = { heads: options.subHeads, clusters };
    const { averageDecay, teacherTemperature, beta } = options;
    const average = { decay: averageDecay, rule: "tenth" } as const;

    function logits(scope: Scope, h: tf.Tensor2D): tf.Tensor3D {
      return linearHeads(scope.child("clustering"), tf.mul(h, options.scale), shape);
    }

    /** The teacher's log-probabilities; those of the heads themselves in the first step. */
    function teach(averaged: Scope, h: tf.Tensor2D): tf.Tensor {
      const u = logits(averaged, h);
      return detached(u, (u) => tf.logSoftmax(tf.div(u, teacherTemperature)));
    }

    function loss(scope: Scope, views: readonly tf.Tensor4D[]): StageLoss {
      const h = tf.concat(views.map((x) => scope.everyRank(unitFeatures(x)))) as tf.Tensor2D;
      const halves = (x: tf.Tensor) => tf.split(x, 2, 1) as [tf.Tensor, tf.Tensor];
      const { trained, averaged } = averagedWeights(scope, average);
      const taught = teach(averaged, h);
      const own = scope.child("temi"), even = constant(1 / clusters);
      const prior = own.buffer("prior", [shape.heads, 1, clusters], even);
      const u = logits(trained, h);
      const terms = temiLoss({
        student: halves(tf.logSoftmax(u)),
        teacher: halves(taught),
        prior,
      }, beta);
      const mean = detached(taught, (taught) => tf.mean(tf.exp(taught), 1, true));
      own.update("prior", tf.add(tf.mul(prior, PRIOR_DECAY), tf.mul(mean, 1 - PRIOR_DECAY)));
      return { loss: tf.sum(terms), terms: { temi: terms, ...clusterDiagnostics(u) } };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const h = unitFeatures(x);
      const { averaged } = averagedWeights(scope, average);
      const probabilities = tf.softmax(logits(averaged, h));
      return { features: h, probabilities };
    }

    return {
      stages: [neighbourSearch(options.neighbours ?? neighboursFor(samples, clusters)), {
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "none" }, { from: "neighbour", augment: "none" }],
        ...featureTrainingOf(options, samples),
        loss: (scope, { views }) => loss(scope, views),
      }],
      selectBy: "temi",
      predict,
    };
  },
});

export default { strategies: [temi], recipes };
