import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { paperTable } from "../../machine/paper_table.ts";

Deno.test("paperTable() has each cell once: those of a recipe with its cost, the others without", async () => {
  const cells = await paperTable("1");
  const keys = cells.map(({ dataset, method }) => `${dataset} ${method}`);
  strictEqual(new Set(keys).size, keys.length);
  const of = (dataset: string) => cells.filter((cell) => cell.dataset === dataset);
  deepStrictEqual(
    of("imagenet10").map(({ method }) => method),
    ["jule", "dec", "dac", "DDC", "dccm", "crlc-head", "crlc", "pica", "drc"],
  );
  for (const { method, recipe } of cells) {
    strictEqual(recipe === undefined, method !== method.toLowerCase(), method);
    ok(recipe === undefined || recipe.cost!.seconds > 0);
  }
});
