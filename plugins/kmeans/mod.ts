import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type KmeansOptions, kmeansOptions } from "./options.ts";
import { kmeans } from "../baselines/kmeans.ts";

/** k-means on pixels. */
const plugin: StrategyPlugin<KmeansOptions> = {
  name: "kmeans",
  about: "k-means on pixels: learns no network, the yardstick of all others",
  apiVersion: 1,
  source: "Lloyd 1982; Arthur and Vassilvitskii, SODA 2007",
  options: (raw) => parseOptions(kmeansOptions, raw, 'the options of strategy "kmeans"'),
  create: kmeans,
};

export default plugin;
