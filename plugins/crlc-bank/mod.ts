import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type CrlcBankOptions, crlcBankOptions } from "./options.ts";
import { crlcBank } from "../crlc/crlc_bank.ts";

/** CRLC in MemoryBank form. */
const plugin: StrategyPlugin<CrlcBankOptions> = {
  name: "crlc-bank",
  about: "CRLC with memory banks in place of a second view: less memory, less time a step",
  apiVersion: 1,
  source: "Do, Tran, Venkatesh, ICCV 2021, section 3.1 and appendix A.10",
  options: (raw) => parseOptions(crlcBankOptions, raw, 'the options of strategy "crlc-bank"'),
  create: crlcBank,
};

export default plugin;
