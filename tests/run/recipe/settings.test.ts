import { deepStrictEqual, throws } from "node:assert/strict";
import { applySettings } from "../../../run/recipe/settings.ts";

const recipe = {
  seed: 0,
  dataset: { options: { size: 96 } },
  options: { lambda1: 1, optimiser: { learningRate: 0.1 } },
};
const set = (...settings: string[]) => applySettings(recipe, settings, "the recipe");

Deno.test("a setting reaches the strategy's options, dotted or not", () => {
  deepStrictEqual(set("lambda1=2", "optimiser.learningRate=0.05").options, {
    lambda1: 2,
    optimiser: { learningRate: 0.05 },
  });
  deepStrictEqual(recipe.options.lambda1, 1);
});

Deno.test("a setting that only the data set knows reaches the data set", () => {
  deepStrictEqual(set("size=64").dataset.options.size, 64);
});

Deno.test("a setting may name its section", () => {
  deepStrictEqual(set("dataset.options.size=32", "seed=7").seed, 7);
});

Deno.test("what is no JSON is text", () => {
  deepStrictEqual(set("critic=log_dot").options, { ...recipe.options, critic: "log_dot" });
});

Deno.test("a setting cannot reach through a number, nor into prototypes", () => {
  throws(() => set("lambda1.deep=1"), { code: "BAD_SETTING" });
  throws(() => set("__proto__.polluted=1"), { code: "BAD_SETTING" });
  deepStrictEqual(({} as { polluted?: number }).polluted, undefined);
});

Deno.test("a setting within a default keeps the rest of it", () => {
  const known = { ...recipe, options: { ...recipe.options, schedule: { kind: "step", at: [1] } } };
  const { options } = applySettings(recipe, ["schedule.at=[2]"], "the recipe", known);
  deepStrictEqual(options, { ...recipe.options, schedule: { kind: "step", at: [2] } });
  deepStrictEqual(known.options.schedule.at, [1]);
});

Deno.test("a misspelt key with keys of its own is answered with the whole path", () => {
  const meant = {
    "optimizer.learningRate": "optimiser.learningRate",
    "datset.first": "dataset.first",
  };
  for (const [typed, path] of Object.entries(meant)) {
    throws(() => set(`${typed}=1`), { code: "BAD_SETTING", hint: `did you mean "${path}"?` });
  }
});
