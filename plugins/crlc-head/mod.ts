import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type CrlcHeadOptions, crlcHeadOptions } from "./options.ts";
import { crlcHead } from "../crlc/crlc_head.ts";

/** The clustering head of CRLC alone, the paper's first ablation. */
const plugin: StrategyPlugin<CrlcHeadOptions> = {
  name: "crlc-head",
  about: "CRLC without its representation head: cluster probabilities alone",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, Eq. 7-8 (C-head only)",
  options: (raw) => parseOptions(crlcHeadOptions, raw, 'the options of strategy "crlc-head"'),
  create: crlcHead,
};

export default plugin;
