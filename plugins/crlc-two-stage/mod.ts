import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type CrlcTwoStageOptions, crlcTwoStageOptions } from "./options.ts";
import { crlcTwoStage } from "../crlc/crlc_two_stage.ts";

/** Two-stage CRLC: representation, neighbours, clusters. */
const plugin: StrategyPlugin<CrlcTwoStageOptions> = {
  name: "crlc-two-stage",
  about: "learn features, find neighbours, then cluster pairs of neighbours",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, section 5.2",
  options: (raw) =>
    parseOptions(crlcTwoStageOptions, raw, 'the options of strategy "crlc-two-stage"'),
  create: crlcTwoStage,
};

export default plugin;
