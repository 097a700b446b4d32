import { tf } from "../../backends/tf.ts";
import { constant } from "../../nn/initialisers.ts";
import { linear } from "../../nn/layers.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder, partOf } from "../parts/encoder.ts";
import { neighbourSearch } from "../parts/neighbour_search.ts";
import { pretraining } from "../parts/pretraining.ts";
import type { ComputeStage, ModelContext, Strategy, TrainStage } from "../strategy.ts";
import { trainingOf } from "../parts/training.ts";
import { watchClusters } from "../parts/watch.ts";
import { scanLoss, selfLabelLoss } from "../../nn/losses/scan_loss.ts";
import type { ScanOptions } from "../scan/options.ts";

/** SCAN: pretext features, clusters of neighbours, then learning from what is sure. */
export function scan({ clusters }: ModelContext, options: ScanOptions): Strategy {
  const network = encoder(options);
  const { subHeads: heads, entropyWeight, selfLabel } = options;
  const trains = partOf("backbone", "scan");

  /** One linear layer a head: `[n, d]` to `[S, n, C]`. */
  function logits(scope: Scope, h: tf.Tensor2D): tf.Tensor3D {
    const all = linear(scope.child("scan"), h, heads * clusters);
    return tf.transpose(tf.reshape(all, [h.shape[0], heads, clusters]), [1, 0, 2]);
  }
  const forward = (scope: Scope, x: tf.Tensor4D) => logits(scope, network.h(scope, x));

  const cluster: TrainStage = {
    name: "cluster",
    kind: "train",
    views: [{ from: "self", augment: "strong" }, { from: "neighbour", augment: "strong" }],
    ...trainingOf(options),
    trains,
    loss(scope, { views: [x, neighbour] }) {
      const u = forward(scope, x);
      const q = tf.softmax(u), partners = tf.softmax(forward(scope, neighbour));
      const terms = scanLoss(q, partners, entropyWeight);
      const loss: tf.Scalar = tf.mean(terms.cluster);
      return { loss, terms: { ...terms, ...watchClusters(u) } };
    },
  };

  /** Keeps the clustering losses of the heads, by which the head is chosen to the end. */
  const remember: ComputeStage = {
    name: "remember losses",
    kind: "compute",
    compute: ({ terms: { cluster } }) => ({
      buffers: { "scan/losses": Float32Array.from(cluster) },
    }),
  };

  const learnFromSure: TrainStage = {
    name: "self-label",
    kind: "train",
    views: [{ from: "self", augment: "weak" }, { from: "self", augment: "strong" }],
    ...trainingOf(selfLabel),
    trains,
    loss(scope, { views: [weak, strong] }) {
      const targets = forward(scope, weak), u = forward(scope, strong);
      const losses = selfLabelLoss(targets, u, selfLabel.threshold);
      const kept = scope.child("scan").buffer("losses", [heads], constant(0));
      return {
        loss: tf.mean(losses),
        terms: { selfLabel: losses, cluster: tf.clone(kept), ...watchClusters(targets) },
      };
    },
  };

  return {
    stages: [
      pretraining(network, options.pretrain),
      neighbourSearch(options.neighbours),
      cluster,
      remember,
      learnFromSure,
    ],
    selectBy: "cluster",
    predict(scope, x) {
      const h = network.h(scope, x);
      return {
        features: unitRows(network.z(scope, h)),
        probabilities: tf.softmax(logits(scope, h)),
      };
    },
  };
}
