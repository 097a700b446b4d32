import { tf } from "../../backends/tf.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import { type PlainNetwork, plainNetwork, type PlainOutputs } from "../../nn/plain_network.ts";
import type { Scope } from "../../nn/scope.ts";
import type { Prediction } from "../strategy.ts";

/** The network of a pairwise method, whose outputs are its clusters. */
export interface PlainClusters {
  forward(scope: Scope, x: tf.Tensor4D): PlainOutputs;
  predict(scope: Scope, x: tf.Tensor4D): Prediction;
}

/** Makes the network of DAC, DDC and DCCM, with a single head. */
export function plainClusters(network: PlainNetwork, clusters: number): PlainClusters {
  const forward = (scope: Scope, x: tf.Tensor4D) =>
    plainNetwork(scope.child("plain"), x, network, clusters);
  return {
    forward,
    predict(scope, x) {
      const { features, probabilities } = forward(scope, x);
      return { features: unitRows(features), probabilities: tf.expandDims(probabilities, 0) };
    },
  };
}
