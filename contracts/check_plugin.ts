import { messageOf } from "../core/errors.ts";
import type { BackendPlugin } from "../backends/mod.ts";
import type { DatasetPlugin } from "../datasets/dataset.ts";
import type { EncoderPlugin } from "../encoders/encoder.ts";
import { findEncoder } from "../encoders/place/find_encoder.ts";
import type { StrategyPlugin } from "../plugins/strategy.ts";
import { openCatalog } from "../run/parts/catalog.ts";
import { encoderFoldersIn } from "../run/recipe/encoder.ts";
import { backendChecks } from "./backend/backend_checks.ts";
import type { Check } from "./check.ts";
import { encoderChecks } from "./encoder_checks.ts";
import { importPlugin } from "./list_plugins.ts";
import { datasetChecks, openedCase } from "./dataset_checks.ts";
import { backendRankCheck, rankCheck } from "./strategy/rank_case.ts";
import { smallCase } from "./strategy/small_case.ts";
import { strategyChecks } from "./strategy/strategy_checks.ts";

/** What became of one check. */
export interface Checked {
  /** Such as `strategy "mine"`. */
  readonly plugin: string;
  readonly check: string;
  readonly state: "ok" | "bad" | "skipped";
  /** Why it is bad, or was skipped. */
  readonly reason?: string;
}

/** What `crlc plugins check --json` prints. */
export interface PluginChecks {
  readonly schemaVersion: 1;
  /** The module, as it was named. */
  readonly module: string;
  readonly ok: boolean;
  readonly checks: readonly Checked[];
}

export interface CheckRequest {
  /** A path, or an `npm:`, `jsr:` or https specifier. */
  readonly module: string;
  /** Options with which it is small enough to be run many times; of strategies and data sets. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The data folder, which holds the files of its data sets, and encoders. */
  readonly root: string;
}

interface Suite {
  readonly plugin: string;
  readonly checks: readonly Check[];
}

/** What a module exports by default, once the catalogue has taken it. */
interface Exported {
  readonly strategies?: readonly StrategyPlugin[];
  readonly datasets?: readonly DatasetPlugin[];
  readonly backends?: readonly BackendPlugin[];
  readonly encoders?: readonly EncoderPlugin[];
}

/** Steps over which a backend may leak nothing. */
const LEAK_STEPS = 20;

/**
 * Runs the contract suite on everything that a module brings.
 *
 * @param progress Is told what is checked, and how far it is.
 * @throws {CrlcError} `PLUGIN_NOT_LOADED` and the like, for a module that is no plugin.
 */
export async function checkPlugin(
  { module, options, root }: CheckRequest,
  progress: (what: string, done: number, total: number) => void,
): Promise<PluginChecks> {
  // As the commands load it: what they would refuse is refused here.
  await openCatalog([module]);
  const { url: specifier, exported: found } = await importPlugin(module);
  const exported = found as Exported;
  const suites: Suite[] = [];
  for (const plugin of exported.strategies ?? []) {
    const small = smallCase(plugin, specifier, options);
    const checks = [...strategyChecks(small), rankCheck(plugin, small)];
    suites.push({ plugin: `strategy "${plugin.name}"`, checks });
  }
  for (const plugin of exported.datasets ?? []) {
    const checks = datasetChecks(() => openedCase(plugin, root, options));
    suites.push({ plugin: `data set "${plugin.name}"`, checks });
  }
  for (const plugin of exported.backends ?? []) {
    suites.push(await backendSuite(plugin, specifier));
  }
  for (const plugin of exported.encoders ?? []) suites.push(await encoderSuite(plugin, root));
  const checks = await runChecks(suites, progress);
  return { schemaVersion: 1, module, ok: checks.every(({ state }) => state !== "bad"), checks };
}

async function backendSuite(plugin: BackendPlugin, specifier: string): Promise<Suite> {
  const state = await plugin.probe();
  const open = () => plugin.open({ threads: 1 });
  const unavailable = state.ok ? undefined : state.reason;
  const checks = [
    ...backendChecks(open, { leakSteps: LEAK_STEPS, unavailable }),
    backendRankCheck(plugin, specifier, unavailable),
  ];
  return { plugin: `backend "${plugin.name}"`, checks };
}

/** An encoder that needs weights is checked with those that are on this machine, where they are. */
async function encoderSuite(plugin: EncoderPlugin, dataFolder: string): Promise<Suite> {
  const { name, source } = plugin;
  const found = source && await findEncoder(encoderFoldersIn({ dataFolder }), name, source);
  const weights = source === undefined
    ? new Uint8Array()
    : found && await Deno.readFile(found.weights);
  return { plugin: `encoder "${plugin.name}"`, checks: encoderChecks({ plugin, weights }) };
}

async function runChecks(
  suites: readonly Suite[],
  progress: (what: string, done: number, total: number) => void,
): Promise<Checked[]> {
  const total = suites.reduce((sum, { checks }) => sum + checks.length, 0), done: Checked[] = [];
  for (const { plugin, checks } of suites) {
    for (const { name: check, skipped, run } of checks) {
      progress(`checking ${plugin}`, done.length, total);
      if (skipped !== undefined) {
        done.push({ plugin, check, state: "skipped", reason: skipped });
        continue;
      }
      try {
        await run();
        done.push({ plugin, check, state: "ok" });
      } catch (error) {
        done.push({ plugin, check, state: "bad", reason: messageOf(error) });
      }
    }
  }
  progress("checking", total, total);
  return done;
}
