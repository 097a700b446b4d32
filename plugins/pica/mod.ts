import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type PicaOptions, picaOptions } from "./options.ts";
import { pica } from "../contrastive/pica.ts";

/** Partition Confidence Maximisation. */
const plugin: StrategyPlugin<PicaOptions> = {
  name: "pica",
  about: "clusters whose images are told apart with the greatest confidence",
  apiVersion: 1,
  source: "Huang, Gong, Zhu, CVPR 2020, Eq. 4-9",
  options: (raw) => parseOptions(picaOptions, raw, 'the options of strategy "pica"'),
  create: pica,
};

export default plugin;
