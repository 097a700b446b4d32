import { tf } from "../../backends/tf.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import type { Scope } from "../../nn/scope.ts";
import { encoder } from "../parts/encoder.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import { watchClusters } from "../parts/watch.ts";
import { picaLoss } from "../../nn/losses/pica_loss.ts";
import { trainingOf } from "../parts/training.ts";
import type { PicaOptions } from "../pica/options.ts";

/** PICA (Eq. 9): `uncertainty + lambda (log C - H)`. */
export function pica({ clusters }: ModelContext, options: PicaOptions): Strategy {
  const network = encoder({ ...options, featureSize: 1 });
  const shape = { heads: options.subHeads, clusters };
  const { balance, temperature } = options;

  const logits = (scope: Scope, x: tf.Tensor4D) => network.u(scope, network.h(scope, x), shape);

  return {
    stages: [{
      name: "cluster",
      kind: "train",
      views: [{ from: "self", augment: "simclr" }, { from: "self", augment: "simclr" }],
      ...trainingOf(options),
      loss(scope, { views: [x1, x2] }) {
        const u1 = logits(scope, x1), u2 = logits(scope, x2);
        const parts = picaLoss(tf.softmax(u1), tf.softmax(u2), temperature);
        const imbalance = tf.sub(Math.log(clusters), parts.entropy);
        const cluster = tf.add(parts.uncertainty, tf.mul(imbalance, balance));
        return {
          loss: tf.mean(cluster),
          terms: { ...parts, cluster, ...watchClusters(u1) },
        };
      },
    }],
    selectBy: "cluster",
    predict(scope, x) {
      const h = network.h(scope, x);
      return { features: unitRows(h), probabilities: tf.softmax(network.u(scope, h, shape)) };
    },
  };
}
