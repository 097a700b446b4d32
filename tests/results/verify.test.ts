import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { replaceFileSystem } from "../../run/folder/file_system.ts";
import { hashRecipe, openManifest } from "../../run/folder/run_folder.ts";
import { encodeSafetensors } from "../../run/folder/safetensors.ts";
import { verifyRun } from "../../results/verify.ts";
import { call } from "../cli/call.ts";
import { trainSmall } from "../run/survival/small_run.ts";
import { inFolder, PLUGINS } from "../run/training.ts";

const environment = { dataFolder: "", plugins: [PLUGINS.blobs] };

async function flip(path: string): Promise<void> {
  const bytes = await Deno.readFile(path);
  bytes[bytes.length - 4] ^= 1;
  await Deno.writeFile(path, bytes);
}

Deno.test("a finished run verifies, by crlc and by sha256sum's format", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const { ok: whole, checks } = await verifyRun(run, environment);
    ok(whole);
    deepStrictEqual(checks.map(({ what, state }) => `${what} ${state}`), [
      "recipe.json ok",
      "checkpoints/step-000004.safetensors ok",
      "checkpoints/step-000003.safetensors ok",
      "embeddings.safetensors ok",
      "assignments.csv ok",
      "metrics.jsonl ok",
      `plugin ${PLUGINS.blobs} ok`,
      "kernels relaxed-shared.wasm ok",
      "kernels tfjs-backend-wasm-threaded-simd.wasm ok",
      "data ok",
    ]);
    match(await Deno.readTextFile(join(run, "SHA256SUMS")), /^[0-9a-f]{64} {2}assignments\.csv\n/);
  }));

for (
  const file of ["checkpoints/step-000003.safetensors", "assignments.csv", "metrics.jsonl"]
) {
  Deno.test(`one bit of ${file} is found, named, and ends with 6`, () =>
    inFolder(async (run) => {
      await trainSmall({ run });
      await flip(join(run, file));
      const { code, stdout } = await call(["verify", run, "--plugin", PLUGINS.blobs, "--json"]);
      strictEqual(code, 6);
      const { checks } = JSON.parse(stdout);
      const bad = checks.filter(({ state }: { state: string }) => state === "bad");
      deepStrictEqual([...new Set(bad.map(({ what }: { what: string }) => what))], [file]);
    }));
}

Deno.test("one bit of kept features is found, and they are not used; an emptied seal is found", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const blobs = ["--plugin", PLUGINS.blobs, "--backend", "wasm", "--json"];
    const { stdout: before } = await call(["eval", run, ...blobs]);
    await call(["neighbors", run, ...blobs]);
    ok((await verifyRun(run, environment)).ok);
    for (const file of ["embeddings.safetensors", "neighbors.safetensors"]) {
      await flip(join(run, file));
    }
    await Deno.writeTextFile(join(run, "SHA256SUMS"), "");
    const { checks } = await verifyRun(run, environment);
    deepStrictEqual(checks.filter(({ state }) => state === "bad").map(({ what }) => what), [
      "embeddings.safetensors",
      "neighbors.safetensors",
      "SHA256SUMS",
    ]);
    strictEqual((await call(["eval", run, ...blobs])).stdout, before);
  }));

Deno.test("what is kept of an older crlc is told as such, and a finished run without seal how to seal it", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const files = ["embeddings.safetensors", "yardstick.json"].map((file) => join(run, file));
    await call(["eval", run, "--plugin", PLUGINS.blobs, "--json"]);
    // As they were before they held digests of themselves.
    await Deno.writeFile(
      files[0],
      encodeSafetensors({ tensors: {}, metadata: { data: (await openManifest(run)).data.digest } }),
    );
    const kept = await Deno.readTextFile(files[1]);
    await Deno.writeTextFile(files[1], kept.replace(/,\s*"sha256": "\w+"/g, ""));
    await Deno.remove(join(run, "SHA256SUMS"));
    const { checks } = await verifyRun(run, environment);
    const reasons = checks.flatMap(({ reason }) => reason ?? []);
    strictEqual(reasons.length, 3);
    match(reasons[0], /of an older crlc, and is made again where it is removed$/);
    match(reasons[1], /of an older crlc, and is made again where it is removed$/);
    match(
      reasons[2],
      /^the run is finished and not sealed: the command that trained it, run again/,
    );
    for (const file of files) await Deno.remove(file);
    await trainSmall({ run });
    await call(["eval", run, "--plugin", PLUGINS.blobs, "--json"]);
    const again = await verifyRun(run, environment);
    ok(again.checks.every(({ state }) => state === "ok"));
  }));

Deno.test("what recipe.json says beside the recipe is sealed, and so is every baseline", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const blobs = ["--plugin", PLUGINS.blobs, "--backend", "wasm", "--json"];
    const { stdout: before } = await call(["eval", run, ...blobs]);
    ok((await verifyRun(run, environment)).ok);
    const replace = async (file: string, change: (text: string) => string) => {
      const path = join(run, file), text = await Deno.readTextFile(path);
      notStrictEqual(change(text), text);
      await Deno.writeTextFile(path, change(text));
    };
    await replace("recipe.json", (text) => text.replace('"threads": ', '"threads": 1'));
    await replace("yardstick.json", (text) => text.replace(/"acc": [\d.]+/, '"acc": 0.125'));
    const { checks } = await verifyRun(run, environment);
    deepStrictEqual(checks.filter(({ state }) => state === "bad"), [
      {
        what: "recipe.json",
        state: "bad",
        reason: "it has changed since the run was finished",
      },
      {
        what: "yardstick.json",
        state: "bad",
        reason:
          "its digests must match its content, and do not; it is damaged or of an older crlc, and is made again where it is removed",
      },
    ]);
    strictEqual((await call(["eval", run, ...blobs])).stdout, before);
    strictEqual(
      (await verifyRun(run, environment)).checks.filter(({ state }) => state === "bad").length,
      1,
    );
  }));

Deno.test("a run is scored where its baseline cannot be kept", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const path = join(run, "yardstick.json");
    const { stdout } = await call(["eval", run, "--plugin", PLUGINS.blobs, "--json"]);
    await Deno.remove(path);
    using _readOnly = replaceFileSystem((before) => ({
      ...before,
      open: (file, how) =>
        file.startsWith(path)
          ? Promise.reject(new Error("read-only file system"))
          : before.open(file, how),
    }));
    const again = await call(["eval", run, "--plugin", PLUGINS.blobs, "--json"]);
    deepStrictEqual([again.code, again.stdout], [0, stdout], again.stderr);
    match(again.stderr, /The baseline is not kept for the next time/);
  }));

Deno.test("a recipe that was changed is no run any more", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const path = join(run, "recipe.json");
    await Deno.writeTextFile(
      path,
      (await Deno.readTextFile(path)).replace('"seed": 0', '"seed": 1'),
    );
    const { code, stderr } = await call(["verify", run]);
    strictEqual(code, 6);
    match(stderr, /\[BAD_MANIFEST\]/);
  }));

Deno.test("a recipe that is not one is refused, even where somebody has taken its hash anew", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const path = join(run, "recipe.json");
    const { recipe: { input: _, ...recipe }, ...rest } = JSON.parse(await Deno.readTextFile(path));
    const recipeHash = hashRecipe(recipe);
    await Deno.writeTextFile(path, JSON.stringify({ ...rest, recipe, recipeHash }));
    for (const command of ["eval", "verify"]) {
      const { code, stderr } = await call([command, run, "--plugin", PLUGINS.blobs]);
      strictEqual(code, 2, stderr);
      match(stderr, /recipe of run .*"input" must be given/);
    }
  }));

Deno.test("data whose plugin is not named is not checked, and no code of it runs", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const { code, stdout } = await call(["verify", run]);
    strictEqual(code, 0);
    match(stdout, /^data +not checked/m);
  }));
