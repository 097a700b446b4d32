import { deepStrictEqual, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Group } from "../../core/group.ts";
import { largestOf } from "../../core/largest_of.ts";
import { tensorflow } from "../../backends/tensorflow/mod.ts";
import { groupMemory, threadGroup } from "../../core/thread_group.ts";
import { checkRanks, RankThreads } from "../../contracts/strategy/rank_checks.ts";
import { backendRankCheck, rankCheck } from "../../contracts/strategy/rank_case.ts";
import { smallCase } from "../../contracts/strategy/small_case.ts";
import type { StrategyCase } from "../../contracts/strategy/strategy_checks.ts";
import { recipeOf } from "../../contracts/strategy/strategy_checks.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { listen } from "../../contracts/strategy/training.ts";
import { prepare } from "../../run/train/prepare.ts";
import { initialState } from "../../run/train/initial_state.ts";
import { predictAll } from "../../run/train/predict.ts";
import { ranksInTurn } from "../core/ranks_in_turn.ts";
import { inFolder, PLUGINS } from "../run/training.ts";
import { CASES } from "./strategies/cases.ts";

const DATA = new URL("../../contracts/strategy/drawn_dots.ts", import.meta.url).href;
/** Adam makes a step of the same size of a gradient that is rounding alone. */
const optimiser = { kind: "sgd", learningRate: 0.01 };

/** A case whose batches 2 and 4 ranks can share. */
function shared({ options: given, ...c }: StrategyCase): StrategyCase {
  if (c.trained === false) return { options: given, ...c };
  const options: Record<string, unknown> = { ...given, optimiser };
  if ("labelledBatch" in options) options.labelledBatch = 4;
  for (const part of ["pretrain", "selfLabel"]) {
    if (options[part]) options[part] = { ...options[part] as object, optimiser };
  }
  return { ...c, options };
}

/** Writes the recipe of a case. */
async function recipeIn(folder: string, c: StrategyCase): Promise<string> {
  const target = join(folder, "recipe.json");
  await Deno.writeTextFile(target, JSON.stringify(recipeOf(c, "dots")));
  return target;
}

/** The backend of every strategy; `.ci/mpi` names another than the fastest to start. */
const EVERYWHERE = Deno.env.get("CRLC_TEST_RANKS_ON") ?? "cpu";

/** On which backends a step of a strategy is taken. */
async function backendsFor(name: string): Promise<string[]> {
  if (name !== "crlc" || EVERYWHERE !== "cpu") return [EVERYWHERE];
  return (await tensorflow.probe()).ok ? ["cpu", "wasm", "tensorflow"] : ["cpu", "wasm"];
}

Deno.test("a step of several ranks gives what it gives on one, of every strategy that says so", async (t) => {
  using threads = new RankThreads();
  const { strategies } = await openCatalog(), off: number[] = [];
  for (const given of Object.values(CASES).flat()) {
    const c = shared(given);
    // Passes over auxiliary images are those of the stage but for the bank's.
    if (c.auxiliary && !/bank|pica/.test(c.name)) continue;
    if ((await strategies.get(c.name)).ranks !== "any") continue;
    for (const backend of await backendsFor(c.name)) {
      await t.step(
        `${c.name}${c.auxiliary ? " with auxiliary images" : ""} on ${backend}`,
        () =>
          inFolder(async (folder) => {
            // Outputs that hardly differ tell nothing: the gradient is rounding.
            const enlarged = c.name === "iic" ? { names: "iic", by: 100 } : undefined;
            const target = await recipeIn(folder, c);
            const run = { target, plugins: [DATA], backend, folder: join(folder, "run"), enlarged };
            // More threads take long to start: four are for .ci/mpi, as processes as well.
            const sizes = c.name === "crlc" && EVERYWHERE !== "cpu" ? [2, 4] : [2];
            off.push(...await checkRanks(threads, sizes, run));
          }),
      );
    }
  }
  const median = off.sort((a, b) => a - b)[off.length >> 1];
  ok(median < 1e-5, `the change of the weights is off by ${median}, in the middle`);
});

Deno.test("a strategy that says that ranks may share it, and does not see the whole batch, is told by its check", () =>
  inFolder(async (folder) => {
    const example = new URL("../../examples/plugins/information_maximisation.ts", import.meta.url);
    const { default: { strategies: [honest] } } = await import(example.href);
    strictEqual(typeof rankCheck(honest, smallCase(honest, example.href, {})).skipped, "string");
    const module = join(folder, "lying.ts");
    const text = `import own from ${JSON.stringify(example.href)};
      export default { strategies: [{ ...own.strategies[0], ranks: "any" }] };`;
    await Deno.writeTextFile(module, text);
    const { href } = pathToFileURL(module);
    const { default: { strategies: [lying] } } = await import(href);
    const check = rankCheck(lying, smallCase(lying, href, {}));
    strictEqual(check.skipped, undefined);
    await rejects(check.run(), /a step on 2 ranks is off from that on one: cluster: /);
  }));

Deno.test("a backend that says that it splits a step over ranks, and does not, is told by its check", () =>
  inFolder(async (folder) => {
    const written = async (name: string, options: string) => {
      const module = pathToFileURL(join(folder, `${name}.ts`)).href;
      const table = new URL("../../backends/mod.ts", import.meta.url).href;
      const text = `import { backends } from ${JSON.stringify(table)};
        const cpu = await backends.get("cpu");
        const open = (options) => cpu.open(${options});
        export default { backends: [{ ...cpu, name: "${name}", ranks: "any", open }] };`;
      await Deno.writeTextFile(new URL(module), text);
      return { module, plugin: (await import(module)).default.backends[0] };
    };
    const { module, plugin } = await written("keeping", "options");
    await backendRankCheck(plugin, module).run();
    const lying = await written("lying", "{ ...options, group: undefined }");
    await rejects(
      backendRankCheck(lying.plugin, lying.module).run(),
      /"lying" says that it splits a step over ranks, and each of 2 computes all of it/,
    );
    strictEqual(
      backendRankCheck({ ...plugin, ranks: undefined }, module).skipped,
      'it does not say ranks: "any": it computes on one',
    );
  }));

/** Rank 0 of so many that all have what it has. */
const alike = (size: number): Group => ({
  ...{ rank: 0, size, carrier: "none" },
  sum: (own, all) => all.set(own),
  gather(own, all) {
    const bytes = new Uint8Array(own.buffer, own.byteOffset, own.byteLength);
    for (let rank = 0; rank < size; rank++) {
      new Uint8Array(all.buffer).set(bytes, rank * bytes.length);
    }
  },
  fromFirst() {},
  during: (_what, work) => work(),
  abort() {},
  [Symbol.dispose]() {},
});

Deno.test("ranks that predict all images together give what one gives, each in its place", () =>
  inFolder(async (folder) => {
    const environment = { dataFolder: folder, backend: "cpu", plugins: [] };
    const request = { target: "kmeans/digits", overrides: { set: [] }, environment };
    await using prepared = await prepare({ ...request, run: folder, runsFolder: folder }, listen());
    const { task, dataset } = prepared, state = initialState(task);
    // Two batches and a part of one: on five ranks, two have nothing to do.
    const only = Uint32Array.from({ length: 600 }, (_, i) => 1796 - i);
    const alone = await predictAll(task, state, dataset, undefined, { only });
    ok(alone.features[0] !== alone.features[599 * 64 + 10]);
    for (const size of [2, 5]) {
      const all = await ranksInTurn(
        size,
        (group) => predictAll(task, state, dataset, undefined, { only, group }),
      );
      for (const one of all) deepStrictEqual(one, alone);
    }
  }));

Deno.test("ranks are refused by name: strategies and backends that cannot, batches that they cannot share", () =>
  inFolder(async (folder) => {
    const infomax = { name: "infomax", options: { batchSize: 8 } }, [crlc] = CASES.crlc;
    const on = async (c: StrategyCase, backend: string, size: number) => {
      const target = await recipeIn(folder, c);
      const group = alike(size);
      const environment = { dataFolder: folder, backend, plugins: [DATA, PLUGINS.infomax], group };
      const request = { target, overrides: { set: [] }, environment, run: join(folder, "run") };
      await using _ = await prepare({ ...request, runsFolder: folder }, listen());
    };
    await rejects(on(infomax, "cpu", 2), {
      code: "RANKS_NOT_SUPPORTED",
      message: 'Cannot train on 2 ranks: the strategy must say that it can, and "infomax" does not',
    });
    await rejects(on(crlc, "cpu", 5), {
      code: "BATCH_NOT_SHARED",
      hint: /^such as --set batchSize=10: /,
    });
    for (const backend of ["webgpu", "xla", "tensorflow-gpu"]) {
      await rejects(on(crlc, backend, 2), { code: "RANKS_NOT_SUPPORTED", message: /split a step/ });
    }
  }));

Deno.test("a thread that fails ends the calls of the others, not their patience", () => {
  const memory = groupMemory(2), failed = threadGroup(memory, 1, 2);
  failed.abort(1);
  throws(() => largestOf(threadGroup(memory, 0, 2), 1), /another rank than 0 has failed/);
});
