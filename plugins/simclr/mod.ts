import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type SimclrOptions, simclrOptions } from "./options.ts";
import { simclr } from "../contrastive/simclr.ts";

/** The representation head alone, then k-means on what it has learned. */
const plugin: StrategyPlugin<SimclrOptions> = {
  name: "simclr",
  about: "learn features by contrasting two views, then k-means",
  apiVersion: 1,
  source: "Chen et al., ICML 2020; CRLC, Eq. 5-6",
  options: (raw) => parseOptions(simclrOptions, raw, 'the options of strategy "simclr"'),
  create: simclr,
};

export default plugin;
