import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import golden from "./golden.json" with { type: "json" };

const PROGRAM = new URL("../../tools/golden.ts", import.meta.url).pathname;

interface Report {
  schemaVersion: number;
  backend: string;
  passed: number;
  failed: number;
  cases: { group: string; name: string; difference: number | null; pass: boolean }[];
}

/** Runs the program on a document. */
async function run(document: unknown, ...args: string[]) {
  const file = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(
      file,
      typeof document === "string" ? document : JSON.stringify(document),
    );
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", PROGRAM, file, "--backend", "cpu", ...args],
    }).output();
    const decoder = new TextDecoder();
    return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  } finally {
    await Deno.remove(file);
  }
}

const schedules = golden.schedules.slice(0, 2);

Deno.test("the golden program prints a line a case and a summary", async () => {
  const { code, stdout } = await run({ meta: golden.meta, schedules });
  const lines = stdout.trimEnd().split("\n");
  strictEqual(code, 0);
  strictEqual(lines.length, 3);
  match(lines[0], /^pass {2}schedules: cosine, largest difference \S+ of 1e-9$/);
  strictEqual(lines[2], "cpu: 2 passed, 0 failed");
});

Deno.test("the golden program fails a file with one wrong number and one unknown case", async () => {
  const wrong = { ...schedules[0], points: [[0, 0.1], [1, 0.2]] };
  const unknown = { ...schedules[1], name: "sawtooth" };
  const { code, stdout } = await run(
    { meta: golden.meta, schedules: [wrong, unknown], surprises: [] },
    "--json",
  );
  const report: Report = JSON.parse(stdout);
  strictEqual(code, 1);
  deepStrictEqual([report.schemaVersion, report.backend], [1, "cpu"]);
  deepStrictEqual([report.passed, report.failed], [0, 3]);
  deepStrictEqual(report.cases.map((c) => c.name), ["cosine", "sawtooth", "surprises"]);
  ok(Math.abs(report.cases[0].difference! - 0.1) < 1e-3);
  match(stdout, /unknown case: no schedule is called \\"sawtooth\\"/);
});

Deno.test("the golden program names what is wrong with its file", async () => {
  const empty = await run({ meta: golden.meta });
  deepStrictEqual([empty.code, /holds none/.test(empty.stderr)], [4, true]);
  const text = await run("no JSON");
  deepStrictEqual([text.code, /must be a JSON file/.test(text.stderr)], [4, true]);
  const list = await run([1]);
  deepStrictEqual([list.code, /must hold golden numbers/.test(list.stderr)], [4, true]);
});
