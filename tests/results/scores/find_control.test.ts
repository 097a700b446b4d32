import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { evaluationLines } from "../../../cli/actions/evaluation_lines.ts";
import { openCatalog } from "../../../run/parts/catalog.ts";
import type { Manifest } from "../../../run/folder/run_folder.ts";
import { readRecipe } from "../../../run/recipe/recipe.ts";
import { findControl } from "../../../results/scores/find_control.ts";
import { evaluate } from "../../../results/scores/evaluate.ts";
import { labels, small } from "../../contracts/strategies/small.ts";
import { openSession } from "../../../cli/session.ts";
import { call, testIo } from "../../cli/call.ts";
import { inFolder, listen, trainBlobs } from "../../run/training.ts";

const DATA = new URL("../../../contracts/strategy/drawn_dots.ts", import.meta.url).pathname;
const augment = [{ step: "tone" }];
const recipe = {
  strategy: "fixmatch",
  dataset: { name: "dots" },
  clusters: 3,
  input: { size: [6, 6], normalise: "none", augment: { weak: augment, strong: augment } },
  options: { ...small, ...labels },
};

Deno.test("beside the score of a run with labels stands what the labels alone give, or how to find out", () =>
  inFolder(async (folder) => {
    const target = join(folder, "dots.json"),
      environment = {
        ...{ dataFolder: folder, backend: "wasm", plugins: [DATA] },
      };
    const train = async (run: string, strategy: string, seed: number) => {
      await Deno.writeTextFile(target, JSON.stringify({ ...recipe, strategy }));
      await trainBlobs({ run: join(folder, run), target, plugins: [DATA], overrides: { seed } });
    };
    const score = (run: string) =>
      evaluate({ run: join(folder, run), environment, baseline: false }, listen());
    await train("run", "fixmatch", 1);
    // Another draw of labels is no control of this one.
    await train("other", "supervised", 2);
    strictEqual((await score("other")).control, undefined);
    const alone = await score("run");
    strictEqual(alone.control?.labelled, 3);
    strictEqual(alone.control?.acc, undefined);
    ok(
      evaluationLines(alone, openSession([], testIo())).some((line) =>
        line.includes("labelled images give alone")
      ),
    );

    await train("control", "supervised", 1);
    strictEqual((await score("run")).control?.run, undefined, "it has not been scored");
    const { selected } = await score("control");
    const { control } = await score("run");
    deepStrictEqual(control, { labelled: 3, run: join(folder, "control"), acc: selected.acc });
    const lines = evaluationLines(await score("run"), openSession([], testIo()));
    ok(lines.some((line) => /the 3 labels alone +[.\d]+/.test(line)), lines.join("\n"));
  }));

Deno.test("beside the scores of a sweep with labels stands what these give alone, or how to find out", () =>
  inFolder(async (folder) => {
    const target = join(folder, "dots.json");
    await Deno.writeTextFile(target, JSON.stringify(recipe));
    const of = async (name: string, ...more: string[]) => {
      const args = [...["sweep", target, "--seeds", "1", "--run", join(folder, name)], ...more];
      const { code, stdout } = await call([...args, "--plugin", DATA, "--backend", "cpu"]);
      strictEqual(code, 0, stdout);
      return stdout;
    };
    const alone = await of("fixmatch", "--set", "perClass=1");
    const [line = ""] = alone.split("\n").filter((line) => line.includes("--strategy supervised"));
    match(
      line,
      /crlc sweep .*dots\.json --strategy supervised --seeds 1 --set perClass=1 --plugin /,
    );
    await of("control", "--strategy", "supervised");
    const beside = await of("fixmatch", "--set", "perClass=1");
    match(beside, /labels alone/);
    ok(!beside.includes("--strategy supervised"), beside);
    match(await Deno.readTextFile(join(folder, "fixmatch", "summary.csv")), /oracleAcc,control,/);
  }));

Deno.test("the command of the control is of the recipe of the same data, with as many labels and steps", async () => {
  const catalog = await openCatalog();
  const command = async (target: string, strategy?: string) => {
    const set = ["perClass=1", "batchSize=256"];
    const found = await readRecipe(catalog, target, { seed: 4, epochs: 3, strategy, set });
    const recipe = { ...found, labels: { images: [0, 1], classes: [0, 1] } };
    const manifest = { recipe, plugins: [], data: { digest: "" } } as unknown as Manifest;
    return (await findControl("nowhere/run", manifest, "train", catalog))?.command ?? "";
  };
  const digits = await command("crlc-semi/digits");
  match(digits, /^crlc train supervised\/digits .*--run nowhere\/run-control$/);
  for (const part of ["--seed 4", "--epochs 3", "options.perClass=1", "options.batchSize=256"]) {
    ok(digits.includes(part), digits);
  }
  // Where there is no recipe of its own for the data, the run's serves, with another strategy.
  match(
    await command("crlc/stl10-small", "fixmatch"),
    /^crlc train crlc\/stl10-small --strategy supervised /,
  );
});
