import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type IicOptions, iicOptions } from "./options.ts";
import { iic } from "../mutual_information/iic.ts";

/** Invariant Information Clustering. */
const plugin: StrategyPlugin<IicOptions> = {
  name: "iic",
  about: "maximise the mutual information of the clusters of two views",
  apiVersion: 1,
  source: "Ji, Henriques, Vedaldi, ICCV 2019, Eq. 1-4",
  options: (raw) => parseOptions(iicOptions, raw, 'the options of strategy "iic"'),
  create: iic,
};

export default plugin;
