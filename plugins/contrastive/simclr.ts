import { unitRows } from "../../nn/losses/unit_rows.ts";
import { centres } from "../parts/centres.ts";
import { encoder } from "../parts/encoder.ts";
import { pretraining } from "../parts/pretraining.ts";
import type { ModelContext, Strategy } from "../strategy.ts";
import type { SimclrOptions } from "../simclr/options.ts";

/** Backbone and representation head by the feature contrast (CRLC, Eq. 5-6), then k-means. */
export function simclr({ clusters }: ModelContext, options: SimclrOptions): Strategy {
  const network = encoder(options);
  const { stage, probabilities } = centres(clusters, options.starts);
  return {
    stages: [pretraining(network, options), stage],
    predict(scope, x) {
      const features = unitRows(network.z(scope, network.h(scope, x)));
      return { features, probabilities: probabilities(scope, features) };
    },
  };
}
