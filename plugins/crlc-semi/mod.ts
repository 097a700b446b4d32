import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type CrlcSemiOptions, crlcSemiOptions } from "./options.ts";
import { crlcSemi } from "../crlc/crlc_semi.ts";

/** CRLC with labels of a few images. */
const plugin: StrategyPlugin<CrlcSemiOptions> = {
  name: "crlc-semi",
  about: "CRLC with a few labelled images of each class",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, Eq. 12",
  options: (raw) => parseOptions(crlcSemiOptions, raw, 'the options of strategy "crlc-semi"'),
  create: crlcSemi,
};

export default plugin;
