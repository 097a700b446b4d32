import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type CrlcOptions, crlcOptions } from "./options.ts";
import { crlc } from "./crlc.ts";

/** Clustering by Maximizing Mutual Information Across Views, end to end, in SimCLR form. */
const plugin: StrategyPlugin<CrlcOptions> = {
  name: "crlc",
  about: "contrast features and cluster probabilities across two views, end to end",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, Eq. 5-11",
  options: (raw) => parseOptions(crlcOptions, raw, 'the options of strategy "crlc"'),
  create: crlc,
};

export default plugin;
