import type { StrategyPlugin } from "../../plugins/strategy.ts";
import type { StrategyCase } from "./strategy_checks.ts";

const TRAINING = { epochs: 1, batchSize: 12, batching: "drop" };

/** Options of crlc's own strategies that make one small enough to be trained in a check. */
const SMALL: Readonly<Record<string, unknown>> = {
  ...TRAINING,
  backbone: { widths: [4], blocks: [1], stem: "cifar", stemStride: 2 },
  featureSize: 4,
  subHeads: 2,
  neighbours: 3,
  starts: 2,
  perClass: 1,
  labelledBatch: 5,
  pretrain: TRAINING,
};

/** What the suite's images are, as a strategy sees them. */
const CONTEXT = { clusters: 3, samples: 24, input: [6, 6, 3] } as const;

/** Those of the small options that a strategy has; not those that it refuses. */
function smallOptions(plugin: StrategyPlugin, wanted: Readonly<Record<string, unknown>>) {
  const known = Object.keys(plugin.options({}) as object);
  const options: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(SMALL)) {
    if (!known.includes(key)) continue;
    try {
      plugin.options({ ...options, [key]: value });
      options[key] = value;
    } catch {
      // A key of this name that means something else.
    }
  }
  return { ...options, ...wanted };
}

/**
 * How the suite runs a strategy of which nothing more is known.
 *
 * @param specifier Its module.
 * @param wanted Options that a person has given, which go before those that make it small.
 */
export function smallCase(
  plugin: StrategyPlugin,
  specifier: string,
  wanted: Readonly<Record<string, unknown>>,
): StrategyCase {
  const options = smallOptions(plugin, wanted);
  const { stages } = plugin.create(CONTEXT, plugin.options(options));
  const training = stages.filter((stage) => stage.kind === "train");
  return {
    name: plugin.name,
    plugin: specifier,
    options,
    labelled: training.some(({ labelled }) => labelled !== undefined),
    trained: training.length > 0,
  };
}
