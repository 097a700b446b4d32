import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type ContrastiveClusteringOptions, contrastiveClusteringOptions } from "./options.ts";
import { contrastiveClustering } from "../contrastive/contrastive_clustering.ts";

/** Contrastive Clustering. */
const plugin: StrategyPlugin<ContrastiveClusteringOptions> = {
  name: "contrastive-clustering",
  about: "contrast images and clusters, the rows and columns of one matrix",
  apiVersion: 1,
  source: "Li et al., AAAI 2021, Eq. 2-8",
  options: (raw) =>
    parseOptions(
      contrastiveClusteringOptions,
      raw,
      'the options of strategy "contrastive-clustering"',
    ),
  create: contrastiveClustering,
};

export default plugin;
