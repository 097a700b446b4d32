import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { call } from "../../cli/call.ts";
import { inFolder } from "../training.ts";

/** Versions of which runs are kept: one finished after 2 steps, one stopped after 3 of 4. */
const VERSIONS = ["0.1.0"];
const BACKEND = ["--backend", "wasm", "--threads", "1", "--json"];

/** Runs a command that must succeed. */
async function asked(...args: string[]) {
  const { code, stdout, stderr } = await call(args);
  strictEqual(code, 0, stderr);
  return JSON.parse(stdout);
}

for (const version of VERSIONS) {
  const stored = new URL(`./${version}/`, import.meta.url).pathname;

  Deno.test(`a finished run of ${version} is scored, shown, searched and verified`, () =>
    inFolder(async (folder) => {
      const run = join(folder, "run");
      await cp(join(stored, "finished"), run, { recursive: true });
      const { checks } = JSON.parse((await call(["verify", run, "--json"])).stdout);
      // Other kernels than then may be here: they are told, and keep nothing from being read.
      const bad = checks.filter((check: { what: string; state: string }) =>
        check.state === "bad" && !check.what.startsWith("kernels ")
      );
      deepStrictEqual(bad, []);
      ok(checks.length > 4);
      const found = await asked("eval", run, "--no-yardstick", ...BACKEND);
      deepStrictEqual([found.finished, found.step, found.samples], [true, 2, 24]);
      const near = await asked("neighbors", run, "0", "-k", "2", ...BACKEND);
      strictEqual(near.neighbors[0].ids.length, 2);
      const page = join(folder, "page.html");
      strictEqual((await asked("report", run, "--to", page, ...BACKEND)).file, page);
      const { items: [item] } = await asked("runs", folder, "--json");
      deepStrictEqual([item.state, item.recipe, item.step], ["finished", "crlc/digits", 2]);
    }));

  Deno.test(`a run of ${version} that was stopped within an epoch goes on to its end`, () =>
    inFolder(async (folder) => {
      const run = join(folder, "run"), file = join(folder, "digits.json");
      await cp(join(stored, "stopped"), run, { recursive: true });
      const { recipe } = JSON.parse(await Deno.readTextFile(join(run, "recipe.json")));
      const { name: _, ...settled } = recipe;
      await Deno.writeTextFile(file, JSON.stringify(settled));
      const { status, step } = await asked("train", file, "--run", run, ...BACKEND);
      deepStrictEqual([status, step], ["finished", 4]);
      const lines = (await Deno.readTextFile(join(run, "metrics.jsonl"))).trimEnd().split("\n");
      deepStrictEqual(lines.map((line) => JSON.parse(line).epoch), [1, 2]);
    }));
}
