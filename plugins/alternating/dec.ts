import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count, positive, share } from "../../core/numbers.ts";
import { constant } from "../../nn/initialisers.ts";
import { decLoss } from "../../nn/losses/dec_loss.ts";
import { decTarget } from "../../nn/losses/dec_target.ts";
import { softAssignment } from "../../nn/losses/soft_assignment.ts";
import type { Scope } from "../../nn/scope.ts";
import { autoencoder, autoencoderFields, dropoutField } from "../parts/autoencoder.ts";
import { centroids } from "../parts/centroids.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { outputDiagnostics } from "../parts/pair_diagnostics.ts";
import { referenceOutputs } from "../parts/reference_outputs.ts";
import { sgd, trainingFields, trainingOf } from "../parts/training.ts";
import recipes from "./dec.json" with { type: "json" };

/** The authors' training of an autoencoder, in so many steps. */
const pretrainingFields = (steps: number, dropout: number) => ({
  ...dropoutField(dropout),
  /** Length in steps; epochs say when the rate falls. */
  steps: v.optional(count, steps),
  ...trainingFields({
    epochs: 1,
    batchSize: 256,
    batching: "carry",
    optimiser: { ...sgd(0.1, 0), momentum: 0 },
    // Every 20,000 steps of 60,000 images.
    schedule: { kind: "step", rate: 0.1, milestones: [85, 170, 256, 341] },
  }),
});

/**
 * Deep Embedded Clustering: an autoencoder, k-means on its code, and then encoder and centroids by the
 * soft assignments' own sharper form, which is renewed now and then from all images.
 */
const dec = defineStrategy({
  name: "dec",
  about: "an autoencoder's code, k-means, then assignments that learn from their own sharper form",
  apiVersion: 1,
  ranks: "any",
  source: "Xie, Girshick, Farhadi, ICML 2016, Eq. 1-6",
  options: {
    ...autoencoderFields([500, 500, 2000, 10]),
    /** Whether the layers are trained one by one before the whole. */
    layerByLayer: v.optional(v.boolean(), true),
    /** Of each layer. */
    layer: v.optional(v.strictObject(pretrainingFields(50_000, 0.2)), {}),
    /** Of the whole autoencoder. */
    pretrain: v.optional(v.strictObject(pretrainingFields(100_000, 0)), {}),
    /** How often k-means begins anew. */
    starts: v.optional(count, 20),
    /** Degrees of freedom of the assignments. */
    alpha: v.optional(positive, 1),
    /** T: steps between two renewals of the targets. */
    renewEvery: v.optional(count, 140),
    /** It ends where a smaller share of the images than this has changed its cluster at a renewal. */
    endsBelow: v.optional(share, 0.001),
    /** Of the clustering; `epochs` are the most. */
    ...trainingFields({
      epochs: 200,
      batchSize: 256,
      batching: "in-order",
      optimiser: sgd(0.01, 0),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters, samples, input }, options) {
    const { widths, alpha, layer, pretrain, endsBelow } = options;
    const network = autoencoder(widths, input);
    const { stage: kMeans, centres } = centroids(clusters, options.starts);
    const targets = referenceOutputs({
      ...{ samples, clusters, endsBelow, target: decTarget },
      every: { steps: options.renewEvery },
    });

    function forward(scope: Scope, x: tf.Tensor4D): { z: tf.Tensor2D; q: tf.Tensor2D } {
      const z = network.code(scope, x), shape = [clusters, z.shape[1]];
      // The centroids begin where k-means has found them, and are trained as the encoder is.
      const moved = scope.child("dec").weight<tf.Rank.R2>("moved", shape, constant(0));
      const q = softAssignment(z, tf.add(centres(scope, z.shape[1]), moved), alpha);
      return { z, q };
    }

    return {
      stages: [
        ...options.layerByLayer ? network.layerByLayer(layer) : [],
        network.whole(pretrain),
        kMeans,
        {
          name: "cluster",
          kind: "train",
          views: [{ from: "self", augment: "none" }],
          ...trainingOf(options),
          trains: (weight) => weight === "dec/moved" || network.isEncoder(weight),
          renewal: targets.renewal,
          loss(scope, { views: [x], indices }) {
            const q = scope.everyRank(forward(scope, x).q);
            const loss = decLoss(targets.of(scope, indices), q);
            return { loss, terms: outputDiagnostics(q) };
          },
        },
      ],
      predict(scope, x) {
        const { z, q } = forward(scope, x);
        return { features: z, probabilities: tf.expandDims(q, 0) };
      },
    };
  },
});

export default { strategies: [dec], recipes };
