import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { learningRateAt } from "../../nn/schedules.ts";
import { strategies } from "../../plugins/mod.ts";
import type { TrainStage } from "../../plugins/strategy.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { mergePatch } from "../../run/parts/merge_patch.ts";
import { RecipeTable } from "../../run/parts/recipe_table.ts";
import { readRecipe } from "../../run/recipe/recipe.ts";
import { passStages } from "../../run/recipe/pass_stages.ts";
import { createTask, type ResolvedRecipe } from "../../run/recipe/task.ts";

type Json = Readonly<Record<string, unknown>>;

const names = await new RecipeTable(strategies).names();

// A folder's recipe is completed by the folder: tests/datasets and tests/cli go through it.
for (const name of names.filter((name) => name !== "crlc/folder")) {
  Deno.test(`recipe ${name} resolves, makes its strategy, and has the views its stages ask for`, async () => {
    const catalog = await openCatalog();
    const recipe = await readRecipe(catalog, name);
    ok(recipe.about.length > 0);
    const plugin = await catalog.datasets.get(recipe.dataset.name);
    const [height, width] = plugin.facts.shape ?? [];
    const resolved = {
      ...recipe,
      clusters: recipe.clusters ?? 10,
      input: { ...recipe.input, normalise: "none" },
    } as ResolvedRecipe;
    const more = recipe.dataset.auxiliary;
    const auxiliary = more && (more.first ?? plugin.facts.splits[more.split]);
    strictEqual(auxiliary === undefined, more === undefined);
    const images = { samples: 60_000, channels: 3, auxiliary };
    const { strategy } = await createTask(catalog, resolved, images);
    ok(strategy.stages.length > 0);
    for (const stage of strategy.stages) {
      if (stage.kind !== "train") continue;
      for (
        const { augment } of [
          ...stage.views,
          ...passStages(stage, true).flatMap((pass) => pass.stage.views),
        ]
      ) {
        const steps = recipe.input.augment[augment];
        // "none" is what prediction uses, and may leave an image as it is.
        ok(augment === "none" || steps.length > 0, `"${augment}" of ${name} changes nothing`);
        const resizes = ["affine", "crop", "padded-crop", "resize"].includes(steps[0]?.step);
        const [h, w] = recipe.input.size;
        ok(resizes || (h === height && w === width), `"${augment}" of ${name} sets no size`);
      }
    }
    strictEqual(name.split("/")[0], recipe.strategy);
  });
}

/** Keys of a change that leave everything as it was. */
function pointless(change: Json, other: unknown, at = ""): string[] {
  return Object.entries(change).flatMap(([key, value]) => {
    const path = `${at}${key}`, before = (other as Json | undefined)?.[key];
    if (isDeepStrictEqual(mergePatch({ [key]: before }, { [key]: value }), { [key]: before })) {
      return [path];
    }
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? pointless(value as Json, before, `${path}.`) : [];
  });
}

Deno.test("a recipe that is like another says only what differs", async () => {
  const table = new RecipeTable(strategies);
  for (const strategy of strategies.names()) {
    const { recipes = {} } = await strategies.module(strategy);
    for (const [name, recipe] of Object.entries(recipes)) {
      const { like, ...change } = recipe as Json;
      if (like === undefined) continue;
      const { paper: _, ...other } = await table.get(String(like)) as Json;
      deepStrictEqual(pointless(change, other), [], name);
    }
  }
});

Deno.test("dac refuses thresholds by which a pair would be alike and unlike at once", async () => {
  const dac = (await strategies.module("dac")).strategies![0];
  const made = (options: object) =>
    dac.create(
      { clusters: 3, samples: 10, input: [8, 8, 1] },
      dac.options(options),
    );
  throws(() => made({ upper: { to: 0.4 } }), { code: "BAD_OPTION", message: /upper\.to/ });
  throws(() => made({ lower: { from: 0.96 } }), { code: "BAD_OPTION", message: /upper\.from/ });
  // The star form has one threshold, and takes no notice of them.
  ok(made({ star: true, upper: { to: 0.4 } }).stages.length > 0);
});

Deno.test("the rate of mcr2 falls at 30 and 60 epochs that are done, and images lie in order", async () => {
  const mcr2 = (await strategies.module("mcr2")).strategies![0];
  const made = mcr2.create(
    { clusters: 3, samples: 100, input: [8, 8, 1] },
    mcr2.options({}),
  );
  const stage = made.stages[0] as TrainStage;
  strictEqual(stage.batching, "in-order");
  const at = (epoch: number) =>
    learningRateAt(stage.schedule, 1, { step: 5 * epoch, stepsPerEpoch: 5, epochs: 100 });
  deepStrictEqual([29, 30, 59, 60].map((epoch) => at(epoch).toFixed(2)), [
    "1.00",
    "0.10",
    "0.10",
    "0.01",
  ]);
});
