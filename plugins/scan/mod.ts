import { parseOptions } from "../../core/options.ts";
import type { StrategyPlugin } from "../strategy.ts";
import { type ScanOptions, scanOptions } from "./options.ts";
import { scan } from "../features/scan.ts";

/** SCAN: pretext features, semantic clustering, self-labelling. */
const plugin: StrategyPlugin<ScanOptions> = {
  name: "scan",
  about:
    "learn features, cluster neighbours with an entropy term, then learn from confident images",
  apiVersion: 1,
  source: "Van Gansbeke et al., ECCV 2020, Eq. 2",
  options: (raw) => parseOptions(scanOptions, raw, 'the options of strategy "scan"'),
  create: scan,
};

export default plugin;
