import * as v from "valibot";
import { ops } from "../../backends/ops.ts";
import { tf } from "../../backends/tf.ts";
import { count, nonNegative, share } from "../../core/numbers.ts";
import { heNormalFanOut } from "../../nn/initialisers.ts";
import { dccmGraphLoss } from "../../nn/losses/dccm_graph_loss.ts";
import { dccmLabelLoss } from "../../nn/losses/dccm_label_loss.ts";
import { dccmLocalLoss } from "../../nn/losses/dccm_local_loss.ts";
import { detached } from "../../nn/losses/detached.ts";
import { oneHot } from "../../nn/losses/one_hot.ts";
import { pairCosines } from "../../nn/losses/pair_cosines.ts";
import type { PlainNetwork, PlainOutputs } from "../../nn/plain_network.ts";
import type { Scope } from "../../nn/scope.ts";
import { blocksField } from "../parts/blocks.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { outputDiagnostics, shareOfPairs } from "../parts/pair_diagnostics.ts";
import { plainClusters } from "../parts/plain_clusters.ts";
import { plainNetworkField } from "../parts/plain_network_field.ts";
import { referenceOutputs } from "../parts/reference_outputs.ts";
import { rmsprop, trainingFields, trainingOf } from "../parts/training.ts";
import recipes from "./dccm.json" with { type: "json" };

/** DCCM's network for images of 32 x 32 pixels. */
const NETWORK: PlainNetwork = {
  convolutions: [[64, 64], [128], [256]],
  padding: "valid",
  pointwise: 0,
  hidden: 64,
};

/** Of so many equally likely numbers the largest says which image is drawn. */
const FINE = 2 ** 24;

/**
 * Deep Comprehensive Correlation Mining: pairs and labels that the network is sure of, by its outputs
 * of the images as they are, teach it about augmented ones, and a critic that tells an image's own
 * feature map from another's ties the outputs to what is in the image.
 */
const dccm = defineStrategy({
  name: "dccm",
  about:
    "pseudo-graph and pseudo-labels of what is sure, and mutual information with local features",
  apiVersion: 1,
  source: "Wu et al., ICCV 2019, Eq. 4-10",
  ranks: "any",
  options: {
    ...plainNetworkField(NETWORK),
    /** A pair of at least this cosine is alike. */
    graphThreshold: v.optional(share, 0.95),
    /** An image of at least this probability is labelled with its cluster. */
    labelThreshold: v.optional(share, 0.9),
    /** Weight of the labels. */
    labelWeight: v.optional(nonNegative, 5),
    /** Weight of the critic. */
    localWeight: v.optional(nonNegative, 0.05),
    /** Channels of the critic's two hidden layers. */
    criticWidth: v.optional(count, 512),
    ...blocksField,
    ...trainingFields({
      epochs: 200,
      batchSize: 32,
      batching: "drop",
      optimiser: rmsprop(1e-4),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters, samples }, options) {
    const { network, graphThreshold, labelThreshold, labelWeight, localWeight } = options;
    const reference = referenceOutputs({ samples, clusters, every: "block" });
    const { forward, predict } = plainClusters(network, clusters);

    /** What the critic says of feature maps `[n, h, w, c]` and outputs `[n, C]`: `[n, h, w, 1]`. */
    function critic(scope: Scope, map: tf.Tensor4D, outputs: tf.Tensor2D): tf.Tensor4D {
      const [n, h, w] = map.shape;
      const spread = tf.tile(tf.reshape(outputs, [n, 1, 1, clusters]), [1, h, w, 1]);
      const layer = (name: string, x: tf.Tensor4D, width: number) => {
        const shape = [1, 1, x.shape[3], width];
        const kernel = scope.child(name).weight<tf.Rank.R4>("kernel", shape, heNormalFanOut);
        return ops.conv2d(x, kernel, { stride: 1, padding: 0 });
      };
      const both = tf.concat([map, spread as tf.Tensor4D], 3);
      const first = tf.relu(layer("hidden1", both, options.criticWidth));
      return layer("output", tf.relu(layer("hidden2", first, options.criticWidth)), 1);
    }

    /** The critic's loss: an image's own map and that of one like it against two of others. */
    function localLoss(
      scope: Scope,
      { map, logits }: Pick<PlainOutputs, "map" | "logits">,
      given: tf.Tensor2D,
      keys: tf.Tensor1D,
    ): tf.Scalar {
      const { like, unlike, counted } = partners(given, keys, graphThreshold);
      const score = (maps: tf.Tensor4D) => critic(scope.child("critic"), maps, logits);
      const trues = tf.concat([score(map), score(takeRows(map, like))], 0);
      const falses = unlike.map((chosen) => score(takeRows(map, chosen)));
      return dccmLocalLoss(trues, tf.concat(falses, 0), tf.concat([counted, counted], 0));
    }

    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "simclr" }],
        ...trainingOf(options),
        blocks: options.blocks,
        renewal: reference.renewal,
        draws: { partners: { count: 3 * options.batchSize ** 2, below: FINE } },
        loss(scope, { views: [x], indices, draws }) {
          const own = forward(scope, x), q = scope.everyRank(own.probabilities);
          const outputs = { map: scope.everyRank(own.map), logits: scope.everyRank(own.logits) };
          const given = reference.of(scope, indices), [B] = q.shape;
          const graph = dccmGraphLoss(given, q, graphThreshold);
          const label = dccmLabelLoss(given, q, labelThreshold);
          const local = localLoss(scope, outputs, given, draws.partners);
          const loss: tf.Scalar = tf.addN([
            graph.loss,
            tf.mul(label.loss, labelWeight),
            tf.mul(local, localWeight),
          ]);
          const shares = {
            similar: shareOfPairs(graph.positives, B),
            sure: tf.div(label.sure, B),
          };
          const terms = { graph: graph.loss, label: label.loss, local, ...shares };
          return { loss, terms: { ...terms, ...outputDiagnostics(q) } };
        },
      }],
      predict,
    };
  },
});

/**
 * Of which images the maps are that an image's outputs are put beside, drawn at random: one like it,
 * itself where there is no other, and two unlike it. Each is a table of rows with a single 1 `[B, B]`.
 *
 * @param given Reference outputs `[B, C]`.
 * @param keys Numbers drawn for the pairs, at least `3 B^2`.
 * @returns `counted` `[B]` is 0 for an image that has fewer than two unlike it.
 */
function partners(given: tf.Tensor2D, keys: tf.Tensor1D, threshold: number) {
  const [n] = given.shape, own = tf.eye(n);
  const alike = detached(
    given,
    (rows) => tf.cast(tf.greaterEqual(pairCosines(rows), threshold), "float32"),
  );
  const others = tf.mul(alike, tf.sub(1, own)), unlike = tf.sub(1, tf.maximum(alike, own));
  /** The largest of the keys of those that may be drawn; where none may, the first one. */
  const draw = (which: number, allowed: tf.Tensor) => {
    const table = tf.reshape(tf.slice(keys, [which * n * n], [n * n]), [n, n]);
    const ranks = tf.mul(tf.add(tf.cast(table, "float32"), 1), allowed);
    return oneHot(tf.cast(tf.argMax(ranks, 1), "int32"), n);
  };
  const like = draw(0, tf.maximum(others, tf.mul(own, 1e-9)));
  const first = draw(1, unlike), second = draw(2, tf.mul(unlike, tf.sub(1, first)));
  const counted = tf.cast(tf.greaterEqual(tf.sum(unlike, 1), 2), "float32");
  return { like, unlike: [first, second], counted };
}

/** The rows of a tensor that a table of single 1s names. */
function takeRows(x: tf.Tensor4D, chosen: tf.Tensor): tf.Tensor4D {
  const [n, ...rest] = x.shape;
  const flat = tf.reshape<tf.Rank.R2>(x, [n, rest.reduce((product, side) => product * side, 1)]);
  return tf.reshape(tf.matMul(chosen as tf.Tensor2D, flat), x.shape);
}

export default { strategies: [dccm], recipes };
