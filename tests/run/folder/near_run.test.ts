import { match, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { nearRun } from "../../../run/folder/near_run.ts";
import { findRecipe } from "../../../run/recipe/find_recipe.ts";
import { openCatalog } from "../../../run/parts/catalog.ts";
import { inFolder } from "../training.ts";

/** A folder of two runs, as far as their names go. */
function inRuns(test: (runs: string, folder: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const runs = join(folder, "runs");
    for (const run of ["crlc-digits-seed0", "photos-seed3"]) {
      await Deno.mkdir(join(runs, run, "checkpoints"), { recursive: true });
      await Deno.writeTextFile(join(runs, run, "recipe.json"), '{ "recipeHash": "" }');
    }
    await test(runs, folder);
  });
}

Deno.test("a path that is no run is answered with the run that was meant", () =>
  inRuns(async (runs) => {
    const digits = join(runs, "crlc-digits-seed0");
    const typed = {
      "its name alone": "crlc-digits-seed0",
      "its recipe": "crlc/digits",
      "its name, misspelt": "crlc-digit-seed0",
      "its path, misspelt": join(runs, "crlc-digit-seed0"),
      "a file of it": join(digits, "recipe.json"),
      "its checkpoints": join(digits, "checkpoints"),
      "a checkpoint": join(digits, "checkpoints", "step-000001.safetensors"),
    };
    for (const [what, path] of Object.entries(typed)) {
      strictEqual(await nearRun(path, runs), `did you mean ${digits}?`, what);
    }
  }));

Deno.test("a folder of runs is answered with one of them, and what is like none with nothing", () =>
  inRuns(async (runs, folder) => {
    const hint = await nearRun(runs, "runs");
    match(hint!, /^it holds 2 runs, such as .*-seed0; crlc runs .*runs lists/);
    strictEqual(await nearRun("/zzz", runs), undefined);
    strictEqual(await nearRun("/zzz", join(folder, "none")), undefined);
  }));

Deno.test("a run is no recipe and no folder of images, whichever of both is named", () =>
  inRuns(async (runs) => {
    const run = join(runs, "photos-seed3"), catalog = await openCatalog();
    for (const target of [run, join(run, "recipe.json")]) {
      await rejects(findRecipe(catalog, target), {
        code: "BAD_RECIPE_FILE",
        hint: `crlc train --repeat ${run} makes the run again; crlc eval ${run} looks at it`,
      });
    }
  }));
