import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { nonNegative, positive } from "../../core/numbers.ts";
import { clusterContrast } from "../../nn/losses/cluster_contrast.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { ntXent } from "../../nn/losses/nt_xent.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { candidatesOf, clusterDiagnostics, informationDiagnostics } from "../parts/diagnostics.ts";
import { encoder, headFields, networkFields } from "../parts/encoder.ts";
import { representationPass } from "../parts/representation_loss.ts";
import { adam, trainingFields, trainingOf } from "../parts/training.ts";
import type { Batch, Prediction, StageLoss } from "../strategy.ts";
import recipes from "./contrastive_clustering.json" with { type: "json" };

/**
 * Contrastive Clustering (Eq. 8): images are contrasted by rows of features, clusters by columns
 * of probabilities, and clusters are kept of even size. The defaults are the paper's.
 */
const contrastiveClustering = defineStrategy({
  name: "contrastive-clustering",
  about: "contrast images and clusters, the rows and columns of one matrix",
  apiVersion: 1,
  source: "Li et al., AAAI 2021, Eq. 2-8",
  ranks: "any",
  options: {
    ...networkFields("resnet34"),
    ...headFields(1),
    /** Temperature of the contrast of images. */
    temperature: v.optional(positive, 0.5),
    /** Temperature of the contrast of clusters. */
    clusterTemperature: v.optional(positive, 1),
    /** Weight of the entropy of the cluster sizes; the paper has 1. */
    entropyWeight: v.optional(nonNegative, 1),
    ...trainingFields({
      epochs: 1000,
      batchSize: 256,
      batching: "drop",
      optimiser: adam(3e-4, 0),
      schedule: { kind: "constant" },
    }),
  },
  create({ clusters }, options) {
    const network = encoder(options);
    const shape = { heads: options.subHeads, clusters };
    const { temperature, clusterTemperature, entropyWeight } = options;
    const negatives = "both_views";

    function forward(scope: Scope, x: tf.Tensor4D) {
      const h = network.h(scope, x);
      return { z: network.z(scope, h), u: network.u(scope, h, shape) };
    }

    function loss(scope: Scope, { views: [x1, x2] }: Batch): StageLoss {
      const first = forward(scope, x1), second = forward(scope, x2);
      const featureContrast: tf.Scalar = tf.mean(
        ntXent(first.z, second.z, { temperature, negatives }),
      );
      const q1 = tf.softmax(first.u), q2 = tf.softmax(second.u);
      const contrast = clusterContrast(q1, q2, clusterTemperature);
      // The paper adds the entropies of both views.
      const entropies = tf.add(marginalEntropy(q1), marginalEntropy(q2));
      const cluster = tf.sub(contrast, tf.mul(entropies, entropyWeight));
      return {
        loss: tf.add(featureContrast, tf.mean(cluster)),
        terms: {
          featureContrast,
          clusterContrast: contrast,
          entropy: tf.mul(entropies, 0.5),
          cluster,
          ...clusterDiagnostics(first.u),
          ...informationDiagnostics({ featureContrast }, candidatesOf(first.z.shape[0], negatives)),
        },
      };
    }

    function predict(scope: Scope, x: tf.Tensor4D): Prediction {
      const { z, u } = forward(scope, x);
      return { features: unitRows(z), probabilities: tf.softmax(u) };
    }

    return {
      stages: [{
        name: "cluster",
        kind: "train",
        views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
        ...trainingOf(options),
        passes: [representationPass(network, { temperature, negatives })],
        loss,
      }],
      selectBy: "cluster",
      predict,
    };
  },
});

export default { strategies: [contrastiveClustering], recipes };
