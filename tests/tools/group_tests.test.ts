import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { groupTests } from "../../tools/gate/group_tests.ts";
import { tree } from "../datasets/folder/tree.ts";

Deno.test("the gate runs every test file once, those of TensorFlow and processes alone", async () => {
  const names = ["core/a", "core/deep/b", ...Array.from({ length: 9 }, (_, i) => `run/r${i}`)];
  const alone = ["backends/tensorflow/w", "cli/process/p"];
  await using root = await tree(Object.fromEntries([
    ...[...names, ...alone].map((name) => [`tests/${name}.test.ts`, ""]),
    ["tests/core/helper.ts", ""],
  ]));
  await using into = await tree({});
  const groups = await groupTests(root.path, into.path);
  const own = groups.filter((path) => path.startsWith("tests"));
  deepStrictEqual(own, alone.map((name) => join("tests", `${name}.test.ts`)));

  const texts = groups.slice(own.length).map((path) => Deno.readTextFileSync(path));
  const imported = texts.flatMap((text) =>
    [...text.matchAll(/^import "file:.*\/tests\/(.*)\.test\.ts";$/gm)].map(([, name]) => name)
  );
  deepStrictEqual(imported, names);
  strictEqual(texts.length, 3);
  ok(texts.every((text) => !/core[^]*run|run[^]*core/.test(text)), "one folder a group");
});
