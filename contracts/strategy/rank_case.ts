import { join } from "node:path";
import type { BackendPlugin } from "../../backends/backend.ts";
import { strategies } from "../../plugins/mod.ts";
import type { StrategyPlugin } from "../../plugins/strategy.ts";
import type { Check } from "../check.ts";
import { checkRanks, RankThreads } from "./rank_checks.ts";
import { smallCase } from "./small_case.ts";
import { recipeOf, type StrategyCase } from "./strategy_checks.ts";
import { inFolder } from "./training.ts";

const DATA = new URL("./drawn_dots.ts", import.meta.url).href;

/** Adam makes a step of the same size of a gradient that is rounding alone. */
const SHARED = { optimiser: { kind: "sgd", learningRate: 0.01 }, labelledBatch: 4 };

const NAME = 'gives on two ranks what it gives on one, as ranks: "any" claims';

/**
 * Whether a strategy keeps to its claim that any number of ranks may train it: a step of two is that
 * of one. Skipped where it makes none.
 *
 * @param small How the suite runs it.
 */
export function rankCheck(plugin: StrategyPlugin, small: StrategyCase): Check {
  const plugins = small.plugin === undefined ? [] : [small.plugin];
  return {
    name: NAME,
    skipped: plugin.ranks === "any" ? undefined : 'it does not say ranks: "any": it trains on one',
    run: () => stepOfTwo(plugin, small, "cpu", plugins),
  };
}

/**
 * The same of a backend, with a step of crlc's own strategy: threads of this process are its ranks.
 *
 * @param specifier Its module.
 * @param unavailable Why it cannot be opened here.
 */
export function backendRankCheck(
  { name, ranks }: BackendPlugin,
  specifier: string,
  unavailable?: string,
): Check {
  return {
    name: NAME,
    skipped: unavailable ??
      (ranks === "any" ? undefined : 'it does not say ranks: "any": it computes on one'),
    async run() {
      const crlc = await strategies.get("crlc");
      await stepOfTwo(crlc, smallCase(crlc, specifier, {}), name, [specifier]);
    },
  };
}

/** Refuses a step that is another on two ranks than on one. */
async function stepOfTwo(
  strategy: StrategyPlugin,
  small: StrategyCase,
  backend: string,
  plugins: readonly string[],
): Promise<void> {
  const options: Record<string, unknown> = { ...small.options };
  const known = Object.keys(strategy.options({}) as object);
  for (const [key, value] of Object.entries(SHARED)) {
    if (known.includes(key)) options[key] = value;
  }
  await inFolder(async (folder) => {
    using threads = new RankThreads();
    const target = join(folder, "recipe.json");
    await Deno.writeTextFile(target, JSON.stringify(recipeOf({ ...small, options }, "dots")));
    await checkRanks(threads, [2], {
      ...{ target, plugins: [DATA, ...plugins], backend, folder: join(folder, "run") },
    });
  });
}
