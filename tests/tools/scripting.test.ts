import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { EXIT_CODES } from "../../core/errors.ts";
import { errorSites } from "../../tools/scripting/error_sites.ts";
import { sources, withTables } from "../../tools/scripting.ts";
import { call } from "../cli/call.ts";

const page = await Deno.readTextFile(new URL("../../docs/scripting.md", import.meta.url));
const source = [...(await sources()).values()].join("\n");

/** The codes of a page with their exits, without words. */
const codes = (text: string) => text.match(/^\| `[A-Z0-9_]+` \| \d+/gm);

Deno.test("docs/scripting.md has every error code of the source with its exit code, and no other", async () => {
  const wanted = codes(await withTables(page));
  ok(wanted!.length > 100);
  deepStrictEqual(codes(page), wanted, 'run "deno run -A tools/scripting.ts --write"');
  const made = [...source.matchAll(/\bmake\(\s*"([A-Z][A-Z_]+)"/g)].map(([, code]) => code);
  ok(made.length > 4);
  for (const code of [...made, "BUG"]) ok(page.includes(`\`${code}\``), code);
});

Deno.test("docs/scripting.md has every exit code and every variable, and no other", () => {
  const exits = [...page.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
  deepStrictEqual(exits, [0, ...Object.values(EXIT_CODES), 101]);
  const variables = (text: string) => [...new Set(text.match(/\bCRLC_[A-Z_]*[A-Z]/g))].sort();
  deepStrictEqual(variables(page), variables(source));
});

Deno.test("an error with --json is one object on standard output, whatever was wrong", async () => {
  const wrong: readonly (readonly [code: string, exit: number, args: readonly string[]])[] = [
    ["NO_SUCH_RUN", 2, ["eval", "/no/such/run"]],
    ["UNKNOWN_OPTION", 2, ["eval", "x", "--jsn"]],
    ["UNKNOWN_COMMAND", 2, ["evl"]],
    ["NO_SUCH_FILE", 4, ["score", "--truth", "/no/labels", "--clusters", "/no/clusters"]],
    ["UNKNOWN_RECIPE", 2, ["train", "crlc/digit"]],
    ["NO_SUCH_RECIPE_FILE", 2, ["train", "./nowhere.json"]],
  ];
  for (const [code, exit, args] of wrong) {
    const said = await call([...args, "--json"]);
    strictEqual(said.code, exit, said.stderr);
    const { schemaVersion, error, ...rest } = JSON.parse(said.stdout);
    deepStrictEqual({ schemaVersion, code: error.code, rest }, {
      schemaVersion: 1,
      code,
      rest: {},
    });
    ok(typeof error.message === "string" && error.message.length > 10);
    ok(said.stderr.includes(`[${code}]`), said.stderr);
    strictEqual((await call(args)).stdout, "");
  }
});

Deno.test("errors are found in source with their words, and holes where they depend on something", () => {
  const found = errorSites(`
 * new CrlcError("usage", "IN_A_COMMENT", "no");
throw new CrlcError(
  "data",
  full ? "FULL_UP" : "CUT_OFF",
  \`Cannot read \${quote(\`"\${path}"\`)}: \${n} \` + "are \\"odd\\"",
  { cause, hint: retry ? "again" : \`not \${here}, (there)\` },
);
const make = (code: string) => new CrlcError("usage", code, text);`);
  const message = 'Cannot read …: … are "odd"', hint = "again; or: not …, (there)";
  deepStrictEqual(found, [
    { kind: "data", code: "FULL_UP", message, hint },
    { kind: "data", code: "CUT_OFF", message, hint },
  ]);
  match(page, /`RUN_LOCKED` \| 8/);
});
