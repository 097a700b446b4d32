import { deepStrictEqual } from "node:assert/strict";
import type { StrategyPlugin } from "../../../plugins/strategy.ts";
import { PLUGINS } from "../../run/training.ts";
import { testStrategy } from "../strategy.ts";
import { small } from "./small.ts";

const examples = [{ name: "infomax", plugin: PLUGINS.infomax, options: small }];

for (const c of examples) testStrategy(c);

Deno.test("every strategy of the examples goes through the suite", async () => {
  const folder = new URL("../../../examples/plugins/", import.meta.url);
  const shown: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    const { default: module } = await import(new URL(name, folder).href);
    shown.push(...(module.strategies ?? []).map((strategy: StrategyPlugin) => strategy.name));
  }
  deepStrictEqual(examples.map(({ name }) => name), shown.sort());
});
