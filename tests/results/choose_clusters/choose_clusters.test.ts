import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { call } from "../../cli/call.ts";
import { inFolder, PLUGINS } from "../../run/training.ts";

const BLOBS = ["--plugin", PLUGINS.blobs, "--backend", "wasm", "--threads", "1", "--quiet"];

Deno.test("-k LOW..HIGH tells a range within it, with reasons and what every number was worth", () =>
  inFolder(async (folder) => {
    const args = ["train", "blobs", "-k", "2..8", "--run", join(folder, "run"), ...BLOBS];
    const { code, stdout, stderr } = await call([...args, "--json"]);
    strictEqual(code, 0, stderr);
    const { low, high, reasons, candidates, run } = JSON.parse(stdout);
    ok(low >= 2 && low < high && high <= 8, `${low} to ${high}`);
    ok(reasons.length >= 3);
    deepStrictEqual(candidates.map(({ k }: { k: number }) => k), [2, 3, 4, 5, 6, 7, 8]);
    strictEqual(run, join(folder, "run"));
    // Again, nothing is trained, and the same is said.
    deepStrictEqual(JSON.parse((await call([...args, "--json"])).stdout), JSON.parse(stdout));
    ok((await call(args)).stdout.startsWith(`Probably ${low} to ${high} clusters`));
  }));

Deno.test("-k takes a number, auto, or a range of two and more, and nothing else", async () => {
  for (const wrong of ["0", "many", "5..3", "1..4", "2..", "3..3"]) {
    const { code, stderr } = await call(["train", "blobs", "-k", wrong, ...BLOBS]);
    strictEqual(code, 2, wrong);
    ok(stderr.includes("Cannot use -k"), stderr);
  }
  const { code, stderr } = await call(["train", "blobs", "-k", "auto", "--dry-run", ...BLOBS]);
  strictEqual(code, 2);
  ok(stderr.includes("--dry-run"), stderr);
});
