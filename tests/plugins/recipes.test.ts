import { ok, strictEqual } from "node:assert/strict";
import { strategies } from "../../plugins/mod.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { RecipeTable } from "../../run/parts/recipe_table.ts";
import { resolveRecipe } from "../../run/recipe/recipe.ts";
import { auxiliaryStage } from "../../run/recipe/plan_stages.ts";
import { createTask, type SettledRecipe } from "../../run/recipe/task.ts";

const names = await new RecipeTable(strategies).names();

// A folder's recipe is completed by the folder: tests/datasets and tests/cli go through it.
for (const name of names.filter((name) => name !== "crlc/folder")) {
  Deno.test(`recipe ${name} resolves, makes its strategy, and has the views its stages ask for`, async () => {
    const catalog = await openCatalog();
    const recipe = await resolveRecipe(catalog, name);
    ok(recipe.about.length > 0);
    const plugin = await catalog.datasets.get(recipe.dataset.name);
    const [height, width] = plugin.facts.shape ?? [];
    const settled = {
      ...recipe,
      clusters: recipe.clusters ?? 10,
      input: { ...recipe.input, normalise: "none" },
    } as SettledRecipe;
    const more = recipe.dataset.auxiliary;
    const auxiliary = more && (more.first ?? plugin.facts.splits[more.split]);
    strictEqual(auxiliary === undefined, more === undefined);
    const images = { samples: 60_000, channels: 3, auxiliary };
    const { strategy } = await createTask(catalog, settled, images);
    ok(strategy.stages.length > 0);
    for (const stage of strategy.stages) {
      if (stage.kind !== "train") continue;
      for (const { augment } of stage.views.concat(auxiliaryStage(stage)?.views ?? [])) {
        const steps = recipe.input.augment[augment];
        ok(steps.length > 0, `"${augment}" of ${name} changes nothing`);
        const resizes = ["affine", "crop", "padded-crop", "resize"].includes(steps[0].step);
        const [h, w] = recipe.input.size;
        ok(resizes || (h === height && w === width), `"${augment}" of ${name} sets no size`);
      }
    }
    strictEqual(name.split("/")[0], recipe.strategy);
  });
}
