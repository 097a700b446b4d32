import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { call } from "../call.ts";

/** Runs with label files of the given contents. */
async function scoreOf(
  truth: string,
  clusters: string,
  { names = ["truth.txt", "clusters.txt"], flags = [] as string[] } = {},
) {
  const folder = await Deno.makeTempDir();
  try {
    const [a, b] = names.map((name) => `${folder}/${name}`);
    await Deno.writeTextFile(a, truth);
    await Deno.writeTextFile(b, clusters);
    return await call(["score", "--truth", a, "--clusters", b, ...flags]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("crlc score ignores how clusters are numbered", async () => {
  const { code, stdout, stderr } = await scoreOf("0\n0\n1\n1\n", "7\n7\n-3\n-3\n", {
    flags: ["--json"],
  });
  strictEqual(code, 0);
  strictEqual(stderr, "");
  const { nmi, ...others } = JSON.parse(stdout);
  deepStrictEqual(others, { schemaVersion: 1, samples: 4, acc: 1, ari: 1 });
  ok(Math.abs(nmi - 1) < 1e-12);
});

Deno.test("crlc score reads .json lists, Windows line ends, byte order marks and 3.0e+00", async () => {
  const flags = ["--json"];
  const json = await scoreOf("[0, 0, 1, 1]", "0\r\n0\r\n1\r\n1\r\n", {
    names: ["truth.json", "clusters.txt"],
    flags,
  });
  const numpy = await scoreOf("\ufeff0\n0\n1\n1", "3.0e+00\n3.0e+00\n1.0e+00\n1.0e+00\n", {
    flags,
  });
  for (const { stdout } of [json, numpy]) strictEqual(JSON.parse(stdout).acc, 1);
});

Deno.test("crlc score prints a table a person can read", async () => {
  const { code, stdout } = await scoreOf("0\n0\n1\n1\n", "0\n0\n1\n0\n");
  strictEqual(code, 0);
  match(stdout, /^samples +4\n/);
  match(stdout, /^ACC +0\.750 +accuracy/m);
});

const BAD: readonly (readonly [string, string, string, RegExp])[] = [
  ["a word", "truth.txt", "0\ncat\n", /line 2 must be one integer, and is "cat"/],
  ["a blank line", "truth.txt", "0\n\n1\n", /line 2 must be one integer, and is ""/],
  ["two columns", "truth.txt", "0 1\n", /line 1 must be one integer/],
  ["a fraction", "truth.txt", "0.5\n", /line 1 must be one integer/],
  ["an empty file", "truth.txt", "\n", /is empty/],
  ["an empty list", "truth.json", "[]", /is empty/],
  ["an object", "truth.json", '{"0": 1}', /it must hold a list of integers/],
  ["a text in a list", "truth.json", '[0, "1"]', /item 1 must be an integer, and is "1"/],
  ["a huge number", "truth.json", "[0, 4294967296]", /item 1 must be an integer/],
  ["broken JSON", "truth.json", "[0, 1", /it must be valid JSON/],
  ["fewer labels than the other file", "truth.txt", "0\n", /holds 1 and .* 2\b/],
];

for (const [what, name, content, said] of BAD) {
  Deno.test(`crlc score refuses ${what} with exit code 4`, async () => {
    const { code, stdout, stderr } = await scoreOf(content, "0\n1\n", {
      names: [name, "clusters.txt"],
    });
    strictEqual(code, 4);
    strictEqual(stdout, "");
    match(stderr, /^error: Cannot (read|compare) .* {3}\[(BAD_LABELS|LENGTHS_DIFFER)\]\n/);
    match(stderr, said);
  });
}

Deno.test("crlc score says which file is missing", async () => {
  const { code, stderr } = await call(["score", "--truth", "/no/such", "--clusters", "/none"]);
  strictEqual(code, 4);
  match(stderr, /"\/no\/such": the file must exist.*\[NO_SUCH_FILE\]/);
});
