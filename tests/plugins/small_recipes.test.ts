import { ok } from "node:assert/strict";
import { strategies } from "../../plugins/mod.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { RecipeTable } from "../../run/parts/recipe_table.ts";
import { summariseRecipe } from "../../machine/recipe_summary.ts";

const names = await new RecipeTable(strategies).names();

for (const name of names.filter((name) => name.endsWith("-small"))) {
  Deno.test(`recipe ${name} is to end within an hour on 2 cores, and says that it is reduced`, async () => {
    const { cost, about, paper } = await summariseRecipe(await openCatalog(), name);
    ok(cost !== undefined && cost.seconds < 3600, JSON.stringify(cost));
    ok(/reduced for a CPU.*not the paper's setting/.test(about), about);
    // What the paper reports is of other settings.
    ok(paper.length === 0);
  });
}

/** The paper's tables by data set, and which of its strategies they are of. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  cifar10: ["crlc", "crlc-two-stage"],
  cifar20: ["crlc", "crlc-head", "crlc-two-stage"],
  cifar100: ["crlc-semi"],
  stl10: ["crlc", "crlc-head", "crlc-two-stage"],
  imagenet10: ["crlc", "crlc-head"],
  "imagenet-dogs": ["crlc", "crlc-head"],
  imagenet50: ["crlc-two-stage"],
  imagenet100: ["crlc-two-stage"],
  imagenet200: ["crlc-two-stage"],
};

Deno.test("every data set of the paper's tables has a small recipe of each of its strategies", () => {
  for (const [dataset, strategies] of Object.entries(TABLES)) {
    for (const strategy of strategies) {
      ok(names.includes(`${strategy}/${dataset}-small`), `${strategy}/${dataset}-small is missing`);
    }
  }
});
