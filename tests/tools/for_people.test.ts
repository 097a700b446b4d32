import { ok, strictEqual } from "node:assert/strict";
import configuration from "../../deno.json" with { type: "json" };
import { DENO } from "../../tools/package/package_files.ts";

const read = (path: string) => Deno.readTextFile(new URL(`../../${path}`, import.meta.url));

Deno.test("workflow, image and pages name the Deno that crlc is tested with, and no other", async () => {
  for (const path of [".github/workflows/gate.yml", "Dockerfile", "CONTRIBUTING.md"]) {
    const versions = (await read(path)).match(/(?<=[Dd]eno[@ ])\d+\.\d+\.\d+/g);
    strictEqual(String(new Set(versions).size), "1", path);
    strictEqual(versions![0], DENO, path);
  }
});

Deno.test("every action of the workflow is one commit, with its version behind it", async () => {
  const uses = (await read(".github/workflows/gate.yml")).match(/uses: .*/g)!;
  ok(uses.length > 3);
  for (const line of uses) ok(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d/.test(line), line);
});

Deno.test("CITATION.cff has the version of deno.json", async () => {
  const [, version] = /^version: (.*)$/m.exec(await read("CITATION.cff"))!;
  strictEqual(version, configuration.version);
});
