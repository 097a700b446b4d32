import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count, nonNegative, positive, whole } from "../../core/numbers.ts";
import { linear } from "../../nn/layers.ts";
import { mcr2ViewsLoss } from "../../nn/losses/mcr2_views_loss.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { elasticNetCoefficients } from "../../search/elastic_net.ts";
import { kMeans } from "../../search/kmeans.ts";
import { nearestNeighbours } from "../../search/knn.ts";
import type { Matrix } from "../../search/matrix.ts";
import { type SparseSymmetric, symmetricOf } from "../../search/sparse.ts";
import { spectralClustering } from "../../search/spectral_clustering.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { backboneField, encoder } from "../parts/encoder.ts";
import { nearestImage } from "../parts/nearest_image.ts";
import type { Images } from "../parts/pass_jointly.ts";
import { repeatedViews } from "../parts/repeated_views.ts";
import { sgd, trainingFields, trainingOf } from "../parts/training.ts";
import type { ComputeContext, ComputeResult, ComputeStage } from "../strategy.ts";
import recipes from "./mcr2.json" with { type: "json" };

/** How clusters are made of the features. */
const CLUSTERERS = ["ensc", "spectral", "k-means"] as const;

/** EnSC's settings in the authors' code: the lasso. */
const ENSC = { gamma: 100, tau: 1, nonZeros: 50 };

/**
 * Maximal coding rate reduction: features whose views of one image take few bits and those of all
 * images many, then clusters of them. The defaults are those of the authors' code for CIFAR-10.
 */
const mcr2 = defineStrategy({
  name: "mcr2",
  about: "features that compress the views of an image and expand all, then subspace clustering",
  apiVersion: 1,
  source: "Yu et al., NeurIPS 2020, Eq. 6-8 and 12",
  ranks: "any",
  options: {
    ...backboneField({
      widths: [64, 128, 256, 128],
      blocks: [2, 2, 2, 2],
      stem: "cifar",
      stemStride: 1,
    }),
    /** Width of a linear layer behind the backbone, whose own features serve with 0. */
    projection: v.optional(whole(0, 65536), 0),
    /** Views of an image, itself the first of them. */
    copies: v.optional(whole(2, 1000), 50),
    /** eps^2: how coarsely features are coded. */
    precision: v.optional(positive, 0.5),
    /** Weight within the rate of all. */
    gamma1: v.optional(positive, 20),
    /** Weight of the rate of all. */
    gamma2: v.optional(nonNegative, 0.05),
    /**
     * `ensc`, the authors' elastic net subspace clustering; `spectral`, a stand-in for it on the graph
     * of nearest neighbours, much cheaper; or `k-means`.
     */
    clusterer: v.optional(v.picklist(CLUSTERERS), "ensc"),
    /** Neighbours of an image in the graph of `spectral`. */
    neighbours: v.optional(count, 20),
    /** How often k-means begins anew. */
    starts: v.optional(count, 20),
    ...trainingFields({
      epochs: 100,
      // 1,000 views of 50 each.
      batchSize: 20,
      batching: "in-order",
      optimiser: sgd(0.1, 5e-4),
      // The rate falls after a milestone, in the authors' code at 30 and 60 epochs that are done.
      schedule: { kind: "step", rate: 0.1, milestones: [29, 59] },
    }),
  },
  create({ clusters, samples }, options) {
    const network = encoder(options);
    const { projection, copies } = options;
    const images = nearestImage(samples, clusters);

    /** `[n, d]`, of unit length. */
    function features(scope: Scope, x: Images): tf.Tensor2D {
      const h = network.h(scope, x);
      return unitRows(projection === 0 ? h : linear(scope.child("mcr2"), h, projection));
    }

    const cluster: ComputeStage = {
      name: "cluster",
      kind: "compute",
      async compute(context) {
        const points = await context.features();
        const { clusterOf, terms } = await clustersOf(context, points);
        return { buffers: images.buffers(points, clusterOf), terms };
      },
    };

    async function clustersOf(
      context: ComputeContext,
      points: Matrix,
    ): Promise<{ clusterOf: Int32Array; terms: ComputeResult["terms"] }> {
      const { seed, multiply, progress } = context, { clusterer, starts } = options;
      if (clusterer === "k-means") {
        const { assignments, inertia } = await kMeans(points, clusters, { seed, starts, multiply });
        return { clusterOf: assignments, terms: { inertia } };
      }
      const graph = clusterer === "ensc"
        ? await selfExpression(context, points)
        : await neighbourGraph(context, points, options.neighbours);
      const clusterOf = await spectralClustering(graph, clusters, {
        ...{ seed, starts },
        onProgress: (done) => progress("eigenvectors", done, clusters),
      });
      return { clusterOf, terms: { ties: graph.values.length / samples } };
    }

    return {
      stages: [{
        name: "features",
        kind: "train",
        views: repeatedViews("none", "simclr", copies - 1).map((augment) => ({
          from: "self",
          augment,
        })),
        ...trainingOf(options),
        loss(scope, { views }) {
          const z = features(scope, views);
          const n = z.shape[0] / copies, d = z.shape[1];
          const ofImages = tf.transpose(tf.reshape(z, [copies, n, d]), [1, 0, 2]) as tf.Tensor3D;
          const { loss, indefinite, ...terms } = mcr2ViewsLoss(ofImages, options);
          return { loss, indefinite, terms };
        },
      }, cluster],
      predict(scope, x) {
        const z = features(scope, x);
        return { features: z, probabilities: images.probabilities(scope, z) };
      },
    };
  },
});

/** Ties of images that write one another, `|C| + |C|^T`, coefficients of an image to unit length. */
async function selfExpression(
  { progress }: ComputeContext,
  points: Matrix,
): Promise<SparseSymmetric> {
  const { starts, columns, values } = await elasticNetCoefficients(points, {
    ...ENSC,
    onProgress: (done) => progress("writing images by others", done, points.rows),
  });
  const scaled = Float64Array.from(values);
  for (let i = 0; i < points.rows; i++) {
    const own = scaled.subarray(starts[i], starts[i + 1]);
    const length = Math.hypot(...own);
    own.forEach((value, at) => own[at] = value / length);
  }
  return symmetricOf(starts, columns, scaled);
}

/** Ties of nearest neighbours, either way, all alike. */
async function neighbourGraph(
  { multiply, progress }: ComputeContext,
  points: Matrix,
  k: number,
): Promise<SparseSymmetric> {
  const found = await nearestNeighbours(points, points, k, {
    excludeSelf: true,
    multiply,
    onProgress: (done) => progress("searching neighbours", done, points.rows),
  });
  const starts = Int32Array.from({ length: points.rows + 1 }, (_, i) => i * found.k);
  return symmetricOf(starts, found.indices, new Float64Array(found.indices.length).fill(0.5));
}

export default { strategies: [mcr2], recipes };
