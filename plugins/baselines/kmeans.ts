import { tf } from "../../backends/tf.ts";
import { centres } from "../parts/centres.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import type { KmeansOptions } from "../kmeans/options.ts";

/** k-means on pixels, normalised as the recipe says: "none" leaves them from 0 to 1. */
export function kmeans({ clusters, input }: ModelContext, { starts }: KmeansOptions): Strategy {
  const { stage, probabilities } = centres(clusters, starts);
  const size = input[0] * input[1] * input[2];
  return {
    stages: [stage],
    predict(scope, x) {
      const features = tf.reshape(x, [x.shape[0], size]) as tf.Tensor2D;
      return { features, probabilities: probabilities(scope, features) };
    },
  };
}
