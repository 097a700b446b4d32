import { tf } from "../../backends/tf.ts";
import { linear } from "../../nn/layers.ts";
import { marginalEntropy } from "../../nn/losses/entropy.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder } from "../parts/encoder.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import { watchClusters } from "../parts/watch.ts";
import { iicLoss } from "../../nn/losses/iic_loss.ts";
import { trainingOf } from "../parts/training.ts";
import type { IicOptions } from "../iic/options.ts";

/** Invariant Information Clustering with over-clustering sub-heads beside the main ones. */
export function iic({ clusters }: ModelContext, options: IicOptions): Strategy {
  const network = encoder({ ...options, featureSize: 1 });
  const { subHeads: heads, marginalWeight } = options;
  const many = Math.max(1, Math.round(options.overclustering * clusters));

  /** One linear layer a sub-head: `[n, d]` to `[S, n, c]`. */
  function head(scope: Scope, h: tf.Tensor2D, c: number): tf.Tensor3D {
    return tf.transpose(tf.reshape(linear(scope, h, heads * c), [h.shape[0], heads, c]), [1, 0, 2]);
  }
  function forward(scope: Scope, x: tf.Tensor4D) {
    const h = network.h(scope, x);
    return {
      h,
      u: head(scope.child("iic"), h, clusters),
      over: head(scope.child("iic-over"), h, many),
    };
  }

  return {
    stages: [{
      name: "cluster",
      kind: "train",
      views: [{ from: "self", augment: "weak" }, { from: "self", augment: "simclr" }],
      ...trainingOf(options),
      loss(scope, { views: [x1, x2] }) {
        const first = forward(scope, x1), second = forward(scope, x2);
        const q1 = tf.softmax(first.u), q2 = tf.softmax(second.u);
        const cluster = iicLoss(q1, q2, marginalWeight);
        const over = iicLoss(tf.softmax(first.over), tf.softmax(second.over), marginalWeight);
        return {
          loss: tf.add(tf.mean(cluster), tf.mean(over)),
          terms: {
            cluster,
            overclustering: over,
            entropy: marginalEntropy(q1),
            ...watchClusters(first.u),
          },
        };
      },
    }],
    selectBy: "cluster",
    predict(scope, x) {
      const { h, u } = forward(scope, x);
      return { features: unitRows(h), probabilities: tf.softmax(u) };
    },
  };
}
