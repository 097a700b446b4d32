import * as v from "valibot";
import { tf } from "../../../backends/tf.ts";
import { constant } from "../../../nn/initialisers.ts";
import { linear } from "../../../nn/layers.ts";
import { logDeterminant } from "../../../nn/log_determinant.ts";
import { crossEntropy } from "../../../nn/losses/cross_entropy.ts";
import { decLoss } from "../../../nn/losses/dec_loss.ts";
import { decTarget } from "../../../nn/losses/dec_target.ts";
import type { Scope } from "../../../nn/scope.ts";
import {
  autoencoder,
  defineStrategy,
  mergingClusters,
  referenceOutputs,
  sgd,
  type Training,
} from "../../../plugins/mod.ts";
import type { Strategy, TrainStage } from "../../../plugins/strategy.ts";

const training: Training = {
  ...{ epochs: 2, batchSize: 4, batching: "drop" },
  optimiser: sgd(0.05, 0),
  schedule: { kind: "constant" },
};

const FORMS = ["targets", "blocks", "merges", "indefinite", "after"] as const;

/** Small methods that compute something anew while they train, one an option. */
const renewing = defineStrategy({
  name: "renewing",
  about: "losses that read what is computed anew while they train",
  apiVersion: 1,
  source: "this test",
  options: {
    form: v.optional(v.picklist(FORMS), "targets"),
    /** Share of changed clusters below which "targets" ends. */
    endsBelow: v.optional(v.number(), 0),
  },
  create({ clusters, samples, input }, { form, endsBelow }) {
    const network = autoencoder([5, 2], input);
    const logits = (scope: Scope, x: tf.Tensor4D) =>
      linear(scope.child("head"), network.code(scope, x), clusters);
    const predict: Strategy["predict"] = (scope, x) => ({
      features: network.code(scope, x),
      probabilities: tf.expandDims(tf.softmax(logits(scope, x)), 0),
    });
    const stage = (rest: Pick<TrainStage, "loss"> & Partial<TrainStage>): TrainStage => ({
      ...{ name: "cluster", kind: "train", views: [{ from: "self", augment: "weak" }] },
      ...training,
      ...rest,
    });
    const pulled = (of: ReturnType<typeof referenceOutputs>["of"]): TrainStage["loss"] =>
    (
      scope,
      { views: [x], indices },
    ) => ({ loss: decLoss(of(scope, indices), tf.softmax(logits(scope, x))), terms: {} });

    switch (form) {
      case "targets": {
        const options = { samples, clusters, target: decTarget, endsBelow };
        const { renewal, of } = referenceOutputs({ ...options, every: { steps: 5 } });
        const noisy = { ...training, epochs: 1, dropout: 0.2 };
        const stages = [...network.layerByLayer(noisy), network.whole(noisy)];
        return { stages: [...stages, stage({ renewal, loss: pulled(of) })], predict };
      }
      case "blocks": {
        const { renewal, of } = referenceOutputs({ samples, clusters, every: "block" });
        const blocks = { size: 10, passes: 2, repeats: 2 };
        return { stages: [stage({ renewal, blocks, loss: pulled(of) })], predict };
      }
      case "merges": {
        const sizes = { samples, clusters, neighbours: 4, candidates: 3, largestBelow: 5 };
        const merging = mergingClusters({ ...sizes, share: 0.3, every: { epochs: 1 } });
        const learn = stage({
          epochs: 6,
          renewal: merging.renewal,
          loss(scope, { views: [x], indices }) {
            const present = merging.of(scope, indices);
            const labels = tf.cast<tf.Tensor1D>(tf.mod(present, clusters), "int32");
            const own = tf.expandDims(logits(scope, x), 0);
            return { loss: tf.mean(crossEntropy(own, labels)), terms: {} };
          },
        });
        return { stages: [merging.start, learn, merging.finish], predict };
      }
      case "indefinite":
        return {
          stages: [stage({
            loss(scope) {
              // 1 where it begins, falling by a twentieth of the slope a step.
              const w = scope.weight<tf.Rank.R1>("w", [1], constant(1.2));
              const one = tf.ones([1, 1, 1]), own = tf.reshape(w, [1, 1, 1]);
              const rows = [[own, one], [one, own]].map((row) => tf.concat(row, 2));
              const { value, indefinite } = logDeterminant(tf.concat(rows, 1) as tf.Tensor3D);
              return {
                loss: tf.sum(value),
                terms: { volume: value },
                indefinite: { volume: indefinite },
              };
            },
          })],
          predict,
        };
      case "after":
        return {
          stages: [stage({
            batching: "in-order",
            loss: (scope, { views: [x] }) => ({
              loss: tf.mean(tf.square(logits(scope, x))),
              terms: {},
            }),
            passes: [{
              ...{ name: "second", images: "own", after: true, views: ["weak"] },
              loss: (scope, { views: [x] }) => ({
                loss: tf.mean(tf.square(logits(scope, x))),
                terms: {},
              }),
            }],
          })],
          predict,
        };
    }
  },
});

export default { strategies: [renewing] };
