import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type FixmatchOptions, fixmatchOptions } from "./options.ts";
import { fixmatch } from "../semi_supervised/fixmatch.ts";

/** FixMatch. */
const plugin: StrategyPlugin<FixmatchOptions> = {
  name: "fixmatch",
  about: "learn a few labels, and on strongly changed images what is sure of weakly changed ones",
  apiVersion: 1,
  source: "Sohn et al., NeurIPS 2020, Eq. 3-4",
  options: (raw) => parseOptions(fixmatchOptions, raw, 'the options of strategy "fixmatch"'),
  create: fixmatch,
};

export default plugin;
