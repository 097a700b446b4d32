import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { strategies } from "../../../plugins/mod.ts";
import { openCatalog } from "../../../run/parts/catalog.ts";
import { mergePatch } from "../../../run/parts/merge_patch.ts";
import { readRecipe } from "../../../run/recipe/recipe.ts";
import { RecipeTable } from "../../../run/parts/recipe_table.ts";
import { inFolder } from "../training.ts";

Deno.test("mergePatch() merges objects, takes keys away by null, and replaces lists", () => {
  deepStrictEqual(
    mergePatch({ a: { b: 1, c: [1, 2] }, d: 4 }, { a: { c: [3], e: 5 }, d: null }),
    { a: { b: 1, c: [3], e: 5 } },
  );
  deepStrictEqual(mergePatch([1], { a: null, b: 2 }), { b: 2 });
});

Deno.test("a recipe that is like another is that one with its own changes", async () => {
  const catalog = await openCatalog();
  const small = await readRecipe(catalog, "crlc/cifar10-small");
  const tiny = await readRecipe(catalog, "crlc/cifar10-tiny");
  deepStrictEqual(tiny.input.augment.simclr, small.input.augment.simclr);
  deepStrictEqual([tiny.options.subHeads, tiny.options.epochs], [small.options.subHeads, 5]);
  strictEqual(tiny.dataset.first, 10_000);
});

Deno.test("a recipe file may be like a recipe that comes with crlc", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "mine.json");
    await Deno.writeTextFile(file, JSON.stringify({ like: "crlc/digits", options: { epochs: 3 } }));
    const recipe = await readRecipe(await openCatalog(), file);
    deepStrictEqual([recipe.name, recipe.strategy, recipe.options.epochs], ["mine", "crlc", 3]);
  });
});

Deno.test("recipes that are like one another in a circle, or like nothing, are refused", async () => {
  const table = new RecipeTable(strategies);
  await table.add("a/one", { like: "a/two" });
  await table.add("a/two", { like: "a/one" });
  await table.add("a/lost", { like: "crlc/digit" });
  await table.add("a/odd", { like: 7 });
  await rejects(table.get("a/one"), { code: "BAD_LIKE" });
  await rejects(table.get("a/odd"), { code: "BAD_LIKE" });
  await rejects(table.get("a/lost"), {
    code: "UNKNOWN_RECIPE",
    hint: 'did you mean "crlc/digits"?',
  });
});
