import * as v from "valibot";
import { count } from "../../core/numbers.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import { centroids } from "../parts/centroids.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import { encoder, networkFields } from "../parts/encoder.ts";
import { pretraining, pretrainingFields } from "../parts/pretraining.ts";
import recipes from "./simclr.json" with { type: "json" };

/**
 * SimCLR: backbone and representation head by the feature contrast (CRLC, Eq. 5-6), then k-means on
 * what they have learned. The defaults are those of CRLC's first stage (docs/method.md 5.3).
 */
const simclr = defineStrategy({
  name: "simclr",
  about: "learn features by contrasting two views, then k-means",
  apiVersion: 1,
  source: "Chen et al., ICML 2020; CRLC, Eq. 5-6",
  ranks: "any",
  options: {
    ...networkFields("resnet18"),
    ...pretrainingFields,
    /** How often k-means begins anew. */
    starts: v.optional(count, 10),
  },
  create({ clusters }, options) {
    const network = encoder(options);
    const { stage, probabilities } = centroids(clusters, options.starts);
    return {
      stages: [pretraining(network, options), stage],
      predict(scope, x) {
        const features = unitRows(network.z(scope, network.h(scope, x)));
        return { features, probabilities: probabilities(scope, features) };
      },
    };
  },
});

export default { strategies: [simclr], recipes };
