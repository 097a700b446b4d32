import { deepStrictEqual, ok } from "node:assert/strict";
import { sources } from "../../tools/scripting.ts";

const all = [...await sources()];

Deno.test("nothing reads a file beside its module: served over http, there is none", () => {
  const reads =
    /\b(?:Deno\.read\w+|fetch)\(\s*new URL\([^)]*import\.meta\.url|createRequire\(import\.meta/;
  deepStrictEqual(all.filter(([, source]) => reads.test(source)).map(([path]) => path), []);
});

Deno.test("what only threads load is fetched with the rest: it is imported by a text", () => {
  const threads = all.flatMap(([path, source]) =>
    path === "cli/process/launch.ts"
      ? []
      : [...source.matchAll(/new URL\(\s*"([^"]*worker\.ts)", import\.meta\.url/g)].map((
        [, name],
      ) => name)
  );
  ok(threads.length >= 4, String(threads));
  const whole = all.map(([, source]) => source).join("\n");
  deepStrictEqual(
    threads.filter((name) => !whole.includes(`import("${name}")`)),
    [],
    "see THREAD in cli/process/launcher.ts",
  );
});
