/**
 * Builds `results/report/page.js`, the script of a report, from the modules of `results/report/page`.
 * With `--check` proves that the file in the repository is what they give. See decision 014.
 *
 * Run: `deno task page [--check]`
 *
 * @module
 */
import * as esbuild from "npm:esbuild@0.28.2";

const HEAD = `// Built by "deno task page" from the modules of page/: change those.
// deno-fmt-ignore-file
// deno-lint-ignore-file
`;
const file = new URL("../../results/report/page.js", import.meta.url);
const { outputFiles: [{ text }] } = await esbuild.build({
  entryPoints: [new URL("../../results/report/page/main.ts", import.meta.url).pathname],
  bundle: true,
  write: false,
  format: "iife",
  platform: "browser",
  target: "es2024",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
const built = `${HEAD}${text.replace(/^ +\/\/ .*\.ts$\n/gm, "")}`;
let stale = false;
if (Deno.args.includes("--check")) {
  const there = await Deno.readTextFile(file).catch(() => undefined);
  stale = there !== built;
  if (stale) console.error(`page.js is not what its modules give: run "deno task page"`);
} else await Deno.writeTextFile(file, built);
console.log(`page.js: ${built.length} characters`);
// esbuild's process would keep this one alive.
Deno.exit(stale ? 1 : 0);
