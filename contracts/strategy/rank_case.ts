import { join } from "node:path";
import type { StrategyPlugin } from "../../plugins/strategy.ts";
import type { Check } from "../check.ts";
import { checkRanks, RankThreads } from "./rank_checks.ts";
import { recipeOf, type StrategyCase } from "./strategy_checks.ts";
import { inFolder } from "./training.ts";

const DATA = new URL("./drawn_dots.ts", import.meta.url).href;

/** Adam makes a step of the same size of a gradient that is rounding alone. */
const SHARED = { optimiser: { kind: "sgd", learningRate: 0.01 }, labelledBatch: 4 };

/**
 * Whether a strategy keeps to its claim that any number of ranks may train it: a step of two is that
 * of one. Skipped where it makes none.
 *
 * @param small How the suite runs it.
 */
export function rankCheck(plugin: StrategyPlugin, small: StrategyCase): Check {
  const options: Record<string, unknown> = { ...small.options };
  const known = Object.keys(plugin.options({}) as object);
  for (const [key, value] of Object.entries(SHARED)) {
    if (known.includes(key)) options[key] = value;
  }
  return {
    name: 'gives on two ranks what it gives on one, as ranks: "any" claims',
    skipped: plugin.ranks === "any" ? undefined : 'it does not say ranks: "any": it trains on one',
    run: () =>
      inFolder(async (folder) => {
        using threads = new RankThreads();
        const target = join(folder, "recipe.json");
        await Deno.writeTextFile(target, JSON.stringify(recipeOf({ ...small, options }, "dots")));
        const plugins = small.plugin === undefined ? [DATA] : [DATA, small.plugin];
        await checkRanks(threads, [2], {
          ...{ target, plugins, backend: "cpu", folder: join(folder, "run") },
        });
      }),
  };
}
