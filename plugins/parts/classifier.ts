import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import type { DefaultedField } from "../../core/field.ts";
import { decay, share } from "../../core/numbers.ts";
import {
  AVERAGE_RULES,
  type AveragedWeights,
  averagedWeights,
  type AverageOptions,
} from "../../nn/averaged_weights.ts";
import { glorotNormal } from "../../nn/initialisers.ts";
import { linear } from "../../nn/layers.ts";
import { detached } from "../../nn/losses/detached.ts";
import { oneHot } from "../../nn/losses/one_hot.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Backbone } from "../../nn/resnet.ts";
import type { Scope } from "../../nn/scope.ts";
import { backboneField, type Encoder, encoder } from "./encoder.ts";
import type { Prediction } from "../strategy.ts";
import type { Images } from "./pass_jointly.ts";

/** The options of the network of a semi-supervised strategy. */
export interface ClassifierOptions {
  readonly backbone: Backbone;
  /** Of a new batch in batch norm's running statistics. */
  readonly batchNormShare: number;
  readonly averageDecay: number;
  readonly averageRule: AverageOptions["rule"];
}

/**
 * The options of the network, to be spread into a strategy's own.
 *
 * @param defaults Usually those of the strategy's paper.
 */
export function classifierFields(
  { averageDecay = 0.999, averageRule = "tenth" }: Partial<AverageOptionsOf> = {},
): { readonly [Name in keyof ClassifierOptions]: DefaultedField<ClassifierOptions[Name]> } {
  return {
    ...backboneField("wrn-28-2"),
    /** .001 in the papers' runs, where averages of 1,000 steps predict; a short run needs .1. */
    batchNormShare: v.optional(share, 0.1),
    /** Of the average of the weights that predicts; 0: the weights predict. */
    averageDecay: v.optional(decay, averageDecay),
    /** How that decay begins: see `averagedWeights`. */
    averageRule: v.optional(v.picklist(AVERAGE_RULES), averageRule),
  };
}

type AverageOptionsOf = Pick<ClassifierOptions, "averageDecay" | "averageRule">;

/** A network with one linear head over classes, as semi-supervised methods have it. */
export interface Classifier {
  /** h: `[n, d]`. */
  features: Encoder["h"];
  /** f of features: `[n, C]`. */
  head(scope: Scope, h: tf.Tensor2D): tf.Tensor2D;
  /** f: `[n, C]`. */
  logits(scope: Scope, x: Images): tf.Tensor2D;
  /**
   * The logits of several parts of a step. `joint`: of one pass, so that all have the statistics of
   * one batch; otherwise each has its own, and only the first renews the running ones.
   */
  logitsOf(scope: Scope, parts: readonly tf.Tensor4D[], joint: boolean): tf.Tensor2D[];
  /** `sg p(x)`: what the network of a scope guesses, by the statistics of this batch, nothing renewed. */
  guess(scope: Scope, x: tf.Tensor4D): tf.Tensor2D;
  /** The network that is trained, and the average of its weights. */
  average(scope: Scope, ownStatistics?: boolean): AveragedWeights;
  /** What the average of the weights says. */
  predict(scope: Scope, x: tf.Tensor4D): Prediction;
}

/**
 * Makes the network of a semi-supervised strategy.
 *
 * @param ownStatistics Whether the average predicts with running statistics of its own.
 */
export function classifier(
  options: ClassifierOptions,
  classes: number,
  ownStatistics = false,
): Classifier {
  const network = encoder(options), { averageDecay: decay, averageRule: rule } = options;
  const head = (scope: Scope, h: tf.Tensor2D) =>
    linear(scope.child("classifier"), h, classes, glorotNormal);
  const logits = (scope: Scope, x: Images) => head(scope, network.h(scope, x));
  const average = (scope: Scope) =>
    decay > 0
      ? averagedWeights(scope, { decay, rule }, ownStatistics)
      : { trained: scope, averaged: scope.training ? scope.untracked() : scope };
  return {
    features: network.h,
    head,
    logits,
    logitsOf(scope, parts, joint) {
      if (!joint) return parts.map((x, i) => logits(i === 0 ? scope : scope.untracked(), x));
      return tf.split(logits(scope, parts), parts.map(({ shape: [n] }) => n * scope.ranks));
    },
    guess: (scope, x) =>
      detached(x, (x) => tf.softmax(logits(scope, x as tf.Tensor4D))) as tf.Tensor2D,
    average,
    predict(scope, x) {
      const { averaged } = average(scope), h = network.h(averaged, x);
      const q = tf.softmax(head(averaged, h));
      return { features: unitRows(h), probabilities: tf.expandDims(q, 0) };
    },
  };
}

/** The most probable class of each row, as one-hot rows: `[n, C]`. */
export function hardTargets(logits: tf.Tensor): tf.Tensor {
  return oneHot(tf.argMax(logits, -1), logits.shape.at(-1)!);
}
