import { deepStrictEqual, ok } from "node:assert/strict";
import { backends } from "../../backends/mod.ts";
import type { StrategyCase } from "../../contracts/strategy/strategy_checks.ts";
import type { PluginInfo, Registry } from "../../core/registry.ts";
import { datasets } from "../../datasets/mod.ts";
import { encoders } from "../../encoders/mod.ts";
import { strategies } from "../../plugins/mod.ts";
import { CASES } from "./strategies/cases.ts";

const root = new URL("../../", import.meta.url);
const registries: Readonly<Record<string, Registry<PluginInfo>>> = {
  strategies,
  backends,
  datasets,
  encoders,
};

for (const [list, registry] of Object.entries(registries)) {
  Deno.test(`every line of the table of ${list} brings the one of that name, and none is without a line`, async () => {
    const names = registry.names();
    deepStrictEqual((await registry.all()).map(({ name }) => name), names);
    for (const name of names) {
      const { [list]: brought, recipes: _, ...rest } = await registry.module(name) as Record<
        string,
        readonly PluginInfo[]
      >;
      for (const plugin of brought) ok(names.includes(plugin.name), `${plugin.name} has no line`);
      deepStrictEqual(rest, {}, `the module of ${name} brings more`);
    }
  });
}

/** Files of strategies, relative to the repository. */
async function strategyFiles(): Promise<string[]> {
  const found: string[] = [];
  for await (const { name: family, isDirectory } of Deno.readDir(new URL("plugins/", root))) {
    if (!isDirectory || family === "parts") continue;
    for await (const { name } of Deno.readDir(new URL(`plugins/${family}/`, root))) {
      if (name.endsWith(".ts")) found.push(`plugins/${family}/${name}`);
    }
  }
  return found.sort();
}

Deno.test("every file of a strategy has a line in the table, a case, recipes of its name, and a page", async () => {
  const pages = await Deno.readTextFile(new URL("docs/strategies/README.md", root));
  const found: string[] = [];
  for (const file of await strategyFiles()) {
    const { default: module } = await import(new URL(file, root).href);
    const [{ name }] = module.strategies;
    found.push(name);
    deepStrictEqual(file.split("/").at(-1), `${name.replaceAll("-", "_")}.ts`);
    const [, family] = file.split("/");
    const cases: readonly StrategyCase[] = CASES[family as keyof typeof CASES];
    ok(cases.some((c) => c.name === name), `strategies/cases.ts has no case of ${name}`);
    for (const recipe of Object.keys(module.recipes)) ok(recipe.startsWith(`${name}/`), recipe);
    ok(pages.includes(`(${name}.md)`), `docs/strategies/README.md does not list ${name}`);
    const page = await Deno.readTextFile(new URL(`docs/strategies/${name}.md`, root));
    ok(page.includes(`(../../${file})`), `docs/strategies/${name}.md does not name ${file}`);
  }
  deepStrictEqual(found.sort(), strategies.names());
});
