import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { openCatalog } from "../../../run/catalog.ts";
import { resolveRecipe } from "../../../run/recipe.ts";
import { commandOf } from "../../../run/report/command_of.ts";
import { hashRecipe, type Manifest } from "../../../run/run_folder.ts";

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
    const catalog = await openCatalog();
    // As a manifest holds it: plain JSON.
    const recipe = JSON.parse(JSON.stringify(await resolveRecipe(catalog, name, { set })));
    const command = await commandOf("r", { recipe, plugins: [] } as unknown as Manifest, catalog);
    strictEqual(command, expected);
    const told = [...command.matchAll(/--set ('[^']*'|\S+)/g)].map(([, value]) =>
      value.replaceAll("'", "")
    );
    deepStrictEqual(
      hashRecipe(await resolveRecipe(catalog, name, { set: told })),
      hashRecipe(recipe),
    );
  });
}
