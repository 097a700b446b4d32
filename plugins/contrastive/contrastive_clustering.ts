import { tf } from "../../backends/tf.ts";
import { cosine } from "../../nn/losses/cosine.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { infoNce } from "../../nn/losses/info_nce.ts";
import { ntXent } from "../../nn/losses/nt_xent.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder } from "../parts/encoder.ts";
import { representationPass } from "../parts/representation_loss.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import { competitorsOf, watchClusters, watchInformation } from "../parts/watch.ts";
import { trainingOf } from "../parts/training.ts";
import type { ContrastiveClusteringOptions } from "../contrastive-clustering/options.ts";

/**
 * Contrastive Clustering (Eq. 8): images are contrasted by rows of features, clusters by columns
 * of probabilities, and clusters are kept of even size.
 */
export function contrastiveClustering(
  { clusters }: ModelContext,
  options: ContrastiveClusteringOptions,
): Strategy {
  const network = encoder(options);
  const shape = { heads: options.subHeads, clusters };
  const { temperature, clusterTemperature, entropyWeight } = options;
  const negatives = "both_views";

  function forward(scope: Scope, x: tf.Tensor4D) {
    const h = network.h(scope, x);
    return { z: network.z(scope, h), u: network.u(scope, h, shape) };
  }
  /** `[S, B, C]` to unit rows `[S, C, B]`: what each cluster is over the batch. */
  const columns = (q: tf.Tensor) => unitRows(tf.transpose(q, [0, 2, 1]));

  return {
    stages: [{
      name: "cluster",
      kind: "train",
      views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
      ...trainingOf(options),
      auxiliary: representationPass(network, { temperature, negatives }),
      loss(scope, { views: [x1, x2] }) {
        const first = forward(scope, x1), second = forward(scope, x2);
        const instance: tf.Scalar = tf.mean(
          ntXent(first.z, second.z, { temperature, negatives }),
        );
        const M = competitorsOf(x1.shape[0], negatives);
        const q1 = tf.softmax(first.u), q2 = tf.softmax(second.u);
        const clusterContrast = tf.mean(
          infoNce(cosine(clusterTemperature), columns(q1), columns(q2), negatives),
          -1,
        );
        // The paper adds the entropies of both views.
        const entropies = tf.add(marginalEntropy(q1), marginalEntropy(q2));
        const cluster = tf.sub(clusterContrast, tf.mul(entropies, entropyWeight));
        return {
          loss: tf.add(instance, tf.mean(cluster)),
          terms: {
            featureContrast: instance,
            clusterContrast,
            entropy: tf.mul(entropies, 0.5),
            cluster,
            ...watchClusters(first.u),
            ...watchInformation({ featureContrast: instance }, M),
          },
        };
      },
    }],
    selectBy: "cluster",
    predict(scope, x) {
      const { z, u } = forward(scope, x);
      return { features: unitRows(z), probabilities: tf.softmax(u) };
    },
  };
}
