import { deepStrictEqual, match } from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installation, installedParts } from "../../machine/installation.ts";
import { inFolder } from "../run/training.ts";

const none = { env: () => undefined };
const of = (values: Record<string, string>) => ({ env: (name: string) => values[name] });

Deno.test("doctor tells who removes crlc, by the place it runs from", () =>
  inFolder(async (folder) => {
    const removal = (path: string) =>
      installation(none, pathToFileURL(`${join(folder, path)}/`))[0].removal;
    match(removal("crlc"), /^your checkout/);
    match(removal("lib/node_modules/crlc"), /^npm uninstall -g crlc$/);
    match(removal(".npm/_npx/abc/node_modules/crlc"), /^npm's cache for npx/);
    await Deno.mkdir(join(folder, "project"));
    await Deno.writeTextFile(join(folder, "project/package.json"), "{}");
    match(removal("project/node_modules/crlc"), /^npm uninstall crlc$/);
    match(installation(none, new URL("https://example.org/crlc/"))[0].removal, /deno uninstall -g/);
  }));

Deno.test("doctor tells where Deno's cache is, and says nothing where nobody can know", () => {
  const path = (values: Record<string, string>, os: typeof Deno.build.os) =>
    installation(of(values), undefined, os)[1]?.path;
  deepStrictEqual(path({ DENO_DIR: "/x", HOME: "/h" }, "linux"), "/x");
  deepStrictEqual(path({ HOME: "/h" }, "linux"), "/h/.cache/deno");
  deepStrictEqual(path({ HOME: "/h", XDG_CACHE_HOME: "/c" }, "linux"), "/c/deno");
  deepStrictEqual(path({ HOME: "/h" }, "darwin"), "/h/Library/Caches/deno");
  deepStrictEqual(path({ LOCALAPPDATA: "C:\\l" }, "windows"), "C:\\l\\deno");
  deepStrictEqual(path({}, "linux"), undefined);
});

Deno.test("doctor tells which optional parts are here, and what removes them", () => {
  deepStrictEqual(installedParts((name) => name === "tensorflow" ? "/x" : undefined), [
    { name: "part tensorflow", path: "/x", removal: "crlc parts remove tensorflow" },
  ]);
});
