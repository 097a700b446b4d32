import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { count } from "../../core/numbers.ts";
import { unitRows } from "../../nn/losses/unit_rows.ts";
import { centroids } from "../parts/centroids.ts";
import { defineStrategy } from "../parts/define_strategy.ts";
import recipes from "./kmeans.json" with { type: "json" };

/** k-means on pixels, normalised as the recipe says: "none" leaves them from 0 to 1. */
const kmeans = defineStrategy({
  name: "kmeans",
  about: "k-means on pixels: learns no network, the baseline of all others",
  apiVersion: 1,
  ranks: "any",
  source: "Lloyd 1982; Arthur and Vassilvitskii, SODA 2007",
  options: {
    /** How often it begins anew; the start with the lowest inertia is kept. */
    starts: v.optional(count, 10),
    /** Whether each row is brought to length 1 before, as features should be. */
    unit: v.optional(v.boolean(), false),
  },
  create({ clusters, input: [height, width, channels] }, { starts, unit }) {
    const { stage, probabilities } = centroids(clusters, starts);
    return {
      stages: [stage],
      predict(scope, x) {
        const rows = tf.reshape(x, [x.shape[0], height * width * channels]) as tf.Tensor2D;
        const features = unit ? unitRows(rows) : rows;
        return { features, probabilities: probabilities(scope, features) };
      },
    };
  },
});

export default { strategies: [kmeans], recipes };
