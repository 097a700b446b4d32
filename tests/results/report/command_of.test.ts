import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { openCatalog } from "../../../run/parts/catalog.ts";
import { readRecipe } from "../../../run/recipe/recipe.ts";
import { commandOf } from "../../../results/report/command_of.ts";
import { hashRecipe, type Manifest } from "../../../run/folder/run_folder.ts";

const catalog = await openCatalog([]);

function toldOf(recipe: Manifest["recipe"]): Promise<string | undefined> {
  return commandOf("runs/a b", { recipe, plugins: [] } as unknown as Manifest, catalog);
}

Deno.test("the command of a run gives lists, objects and text as --set reads them", async () => {
  const recipe = await readRecipe(catalog, "crlc/digits", {
    seed: 3,
    set: [
      'input.augment.weak=[{"step":"flip","p":0.25}]',
      "optimiser.learningRate=0.05",
      "critic=dot",
      'backbone={"widths":[4,8],"blocks":[1,1]}',
    ],
  });
  const command = await toldOf(recipe);
  ok(command?.endsWith(" --run 'runs/a b'"), command);
  // No word but the folder's has a space or a quote of the shell in it.
  const words = command!.split(" ").map((word) => word.replaceAll("'", ""));
  const set = words.flatMap((word, i) => words[i - 1] === "--set" ? [word] : []);
  const seed = Number(words[words.indexOf("--seed") + 1]);
  const again = await readRecipe(catalog, words[2], { seed, set });
  strictEqual(hashRecipe(again), hashRecipe(recipe));
});

Deno.test("the command of a run names a run it began with and labels it was given, not their content", async () => {
  const resolved = await readRecipe(catalog, "crlc/digits", { strategy: "crlc-semi", set: [] });
  const recipe = { ...resolved, name: "crlc/digits", from: { checkpoint: "0".repeat(64) } };
  const perClass = Number(recipe.options.perClass);
  const classes = Array.from({ length: 10 * perClass }, (_, i) => i % 10);
  const drawn = await toldOf({ ...recipe, labels: { images: [...classes.keys()], classes } });
  ok(/--strategy crlc-semi.* --from RUN --run/.test(drawn!) && !/labels/.test(drawn!), drawn);
  const given = await toldOf({ ...recipe, labels: { images: [0, 1], classes: [1, 1] } });
  ok(/ --labels FILE /.test(given!) && !/labels\./.test(given!), given);
});

const cases: readonly (readonly [string, string[], string])[] = [
  ["crlc/stl10", [], "crlc train crlc/stl10 --run r"],
  ["crlc/stl10", ["lambda1=2"], "crlc train crlc/stl10 --set options.lambda1=2 --run r"],
  [
    "crlc/stl10",
    ["dataset.auxiliary=unlabeled"],
    "crlc train crlc/stl10 --set dataset.auxiliary=unlabeled --run r",
  ],
  [
    "crlc/stl10-unlabeled",
    ['dataset.auxiliary={"split":"unlabeled","first":9}'],
    `crlc train crlc/stl10-unlabeled --set 'dataset.auxiliary={"split":"unlabeled","first":9}' --run r`,
  ],
  [
    "crlc/stl10-unlabeled",
    ["dataset.auxiliary=null"],
    "crlc train crlc/stl10-unlabeled --set dataset.auxiliary=null --run r",
  ],
];

for (const [name, set, expected] of cases) {
  Deno.test(`commandOf() tells the command of ${name} ${set}, and it gives that recipe`, async () => {
    // As a manifest holds it: plain JSON.
    const recipe = JSON.parse(JSON.stringify(await readRecipe(catalog, name, { set })));
    const command = await commandOf("r", { recipe, plugins: [] } as unknown as Manifest, catalog);
    strictEqual(command, expected);
    const told = [...command.matchAll(/--set ('[^']*'|\S+)/g)].map(([, value]) =>
      value.replaceAll("'", "")
    );
    deepStrictEqual(
      hashRecipe(await readRecipe(catalog, name, { set: told })),
      hashRecipe(recipe),
    );
  });
}
