/**
 * Strategies: what is learned.
 *
 * @module
 */
import { Registry } from "../core/registry.ts";
import type { StrategyPlugin } from "./strategy.ts";

export type * from "./strategy.ts";
export { encoder, headEntries, networkEntries, partOf } from "./parts/encoder.ts";
export { centres } from "./parts/centres.ts";
export { neighbourSearch } from "./parts/neighbour_search.ts";
export { pretraining, pretrainingEntries } from "./parts/pretraining.ts";
export {
  competitorsOf,
  headAgreement,
  informationBound,
  usedClusters,
  watchClusters,
  watchInformation,
} from "./parts/watch.ts";
export { adam, sgd, type Training, trainingEntries, trainingOf } from "./parts/training.ts";

/** The plugin of a module, whatever its options are. */
async function load<Options>(
  module: Promise<{ default: StrategyPlugin<Options> }>,
): Promise<StrategyPlugin> {
  return (await module).default as StrategyPlugin;
}

/** The strategies that come with crlc. */
export const strategies = new Registry<StrategyPlugin>("strategy", {
  "contrastive-clustering": () => load(import("./contrastive-clustering/mod.ts")),
  crlc: () => load(import("./crlc/mod.ts")),
  "crlc-bank": () => load(import("./crlc-bank/mod.ts")),
  "crlc-head": () => load(import("./crlc-head/mod.ts")),
  "crlc-semi": () => load(import("./crlc-semi/mod.ts")),
  "crlc-two-stage": () => load(import("./crlc-two-stage/mod.ts")),
  fixmatch: () => load(import("./fixmatch/mod.ts")),
  iic: () => load(import("./iic/mod.ts")),
  kmeans: () => load(import("./kmeans/mod.ts")),
  pica: () => load(import("./pica/mod.ts")),
  "pseudo-label": () => load(import("./pseudo-label/mod.ts")),
  scan: () => load(import("./scan/mod.ts")),
  simclr: () => load(import("./simclr/mod.ts")),
});
