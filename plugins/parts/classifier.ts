import { tf } from "../../backends/tf.ts";
import { linear } from "../../nn/layers.ts";
import { oneHot } from "../../nn/losses/one_hot.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Backbone } from "../../nn/resnet.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder } from "./encoder.ts";
import type { Prediction } from "../strategy.ts";

/** A network with one linear head over classes, as semi-supervised baselines have it. */
export function classifier(options: { backbone: Backbone }, classes: number): {
  /** `[n, C]`. */
  logits(scope: Scope, x: tf.Tensor4D): tf.Tensor2D;
  predict(scope: Scope, x: tf.Tensor4D): Prediction;
} {
  const network = encoder(options);
  const logitsOf = (scope: Scope, h: tf.Tensor2D) => linear(scope.child("classifier"), h, classes);
  return {
    logits: (scope: Scope, x: tf.Tensor4D) => logitsOf(scope, network.h(scope, x)),
    predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const h = network.h(scope, x);
      const q = tf.softmax(logitsOf(scope, h));
      return { features: unitRows(h), probabilities: tf.expandDims(q, 0) };
    },
  };
}

/** The most probable class of each row, as one-hot rows: `[n, C]`. */
export function hardTargets(logits: tf.Tensor): tf.Tensor {
  return oneHot(tf.argMax(logits, -1), logits.shape.at(-1)!);
}

/** `-sum_c t_c log softmax(u)_c` of each row: `[n]`. */
export function crossEntropyWith(targets: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), -1));
}
