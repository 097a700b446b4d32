import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type PseudoLabelOptions, pseudoLabelOptions } from "./options.ts";
import { pseudoLabel } from "../semi_supervised/pseudo_label.ts";

/** Pseudo-Label. */
const plugin: StrategyPlugin<PseudoLabelOptions> = {
  name: "pseudo-label",
  about: "learn a few labels, and more and more what the network itself says of the rest",
  apiVersion: 1,
  source: "Lee, ICML Workshop 2013, Eq. 15-16",
  options: (raw) => parseOptions(pseudoLabelOptions, raw, 'the options of strategy "pseudo-label"'),
  create: pseudoLabel,
};

export default plugin;
