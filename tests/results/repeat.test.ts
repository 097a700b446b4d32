import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { call } from "../cli/call.ts";
import { verifyRun } from "../../results/verify.ts";
import { hashRecipe } from "../../run/folder/run_folder.ts";
import { repeatRun } from "../../results/repeat.ts";
import { inFolder, lastCheckpoint, listen, PLUGINS, trainBlobs } from "../run/training.ts";

Deno.test("crlc train --repeat makes a run again from what it wrote down: equal to the byte", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run");
    await trainBlobs({ run, overrides: { seed: 3, set: ["lambda1=2"] } });
    const { code, stdout, stderr } = await call(
      ["train", "--repeat", `${run}/`, "--plugin", PLUGINS.blobs, "--json"],
    );
    strictEqual(code, 0, stderr);
    const { equal, compared, ...rest } = JSON.parse(stdout);
    deepStrictEqual(rest, { schemaVersion: 1, original: `${run}/`, run: `${run}-repeat` });
    ok(equal);
    deepStrictEqual(compared.map(({ what }: { what: string }) => what), [
      ...["data", "checkpoint", "log, 2 lines", "scores"],
    ]);
    deepStrictEqual(await lastCheckpoint(`${run}-repeat`), await lastCheckpoint(run));
    ok(!stderr.includes("warning:"), stderr);
  }));

Deno.test("--repeat says what differs, and warns before of what may be why", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run"), plugin = join(folder, "blobs.ts");
    const source = `import blobs from "file://${PLUGINS.blobs}";\nexport default blobs;\n`;
    await Deno.writeTextFile(plugin, source);
    await trainBlobs({ run, plugins: [plugin] });
    // The same plugin with other images, and a manifest of another machine.
    await Deno.writeTextFile(
      plugin,
      `import blobs from "file://${PLUGINS.blobs}";
const [data] = blobs.datasets;
const open = async (options) => new Proxy(await data.open(options), {
  get(target, key) {
    if (key === "digest") return "another";
    if (key === "read") {
      return async (_, into) => void into.forEach((__, i) => into[i] = i % 5 === 0 ? i : 7);
    }
    const value = target[key];
    return typeof value === "function" ? value.bind(target) : value;
  },
});
export default { ...blobs, datasets: [{ ...data, open }] };`,
    );
    const file = join(run, "recipe.json");
    const manifest = JSON.parse(await Deno.readTextFile(file));
    manifest.versions.tfjs = "4.0.0";
    manifest.sessions[0].machine = "plan9 z80";
    await Deno.writeTextFile(file, JSON.stringify(manifest));
    // In a process of its own: this one has loaded the plugin as it was.
    const again = ["--repeat", run, "--plugin", plugin, "--run", join(folder, "again")];
    const done = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "cli/main.ts", "train", ...again],
    }).output();
    const [stdout, stderr] = [done.stdout, done.stderr].map((b) => new TextDecoder().decode(b));
    strictEqual(done.code, 1, stderr);
    match(stderr, /differently: tfjs: 4\.0\.0 then, 4\.22\.0 now/);
    match(stderr, /differently: machine: plan9 z80 then/);
    match(stderr, /differently: plugin .*blobs\.ts has changed/);
    match(stdout, /comes out differently/);
    match(stdout, /data +DIFFERS/);
    match(stdout, /checkpoint +DIFFERS/);
    match(stdout, /log, 2 lines +DIFFERS +2 differ, the first is line 1/);
  }));

Deno.test("--repeat takes a finished run and nothing that would change it", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run");
    await trainBlobs({ run, stopAfter: 3 });
    const environment = { dataFolder: folder, backend: "auto", plugins: [PLUGINS.blobs] };
    const again = { original: run, run: join(folder, "again"), environment };
    const { signal } = new AbortController();
    await rejects(repeatRun(again, listen(), signal), { code: "RUN_NOT_FINISHED" });
    const original = join(folder, "nosuch");
    await rejects(repeatRun({ ...again, original }, listen(), signal), { code: "NO_SUCH_RUN" });
    await rejects(
      repeatRun({ ...again, environment: { ...environment, plugins: [] } }, listen(), signal),
      { code: "PLUGIN_NOT_NAMED" },
    );
    for (const more of [["blobs"], ["--seed", "1"], ["--set", "lambda1=1"], ["--dry-run"]]) {
      const { code, stderr } = await call(["train", ...more, "--repeat", run]);
      strictEqual(code, 2);
      match(stderr, /Cannot use --repeat: the run alone must say what is trained/);
    }
    strictEqual((await call(["train"])).code, 2);
  }));

Deno.test("--repeat leaves the original as it is, and asks what it needs of it before training", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run"), again = join(folder, "again");
    await trainBlobs({ run });
    await Deno.writeTextFile(join(run, "metrics.jsonl"), "no JSON\n", { append: true });
    const files = () => [...Deno.readDirSync(run)].map(({ name }) => name).sort();
    const before = files();
    const plugin = ["--plugin", PLUGINS.blobs];
    const { code, stdout, stderr } = await call(
      ["train", "--repeat", run, "--run", again, "--tensorboard", "--watch", ...plugin],
    );
    strictEqual(code, 1, stderr);
    match(stdout, /log, 3 lines +DIFFERS +1 differ, the first is line 3/);
    match(stderr, /watch +http:\/\/127\.0\.0\.1:/);
    ok((await Deno.stat(join(again, "tensorboard"))).isDirectory);
    deepStrictEqual(files(), before);
    const itself = await call(["train", "--repeat", run, "--run", `${run}/.`, ...plugin]);
    match(itself.stderr, /\[SAME_RUN\]/);
    for (const option of [["-k", "auto"], ["-k", "3"], ["--augment", "host"]]) {
      match((await call(["train", "--repeat", run, ...option])).stderr, /given as well/);
    }
    for (const file of Deno.readDirSync(join(run, "checkpoints"))) {
      await Deno.remove(join(run, "checkpoints", file.name));
    }
    const third = join(folder, "third");
    const lost = await call(["train", "--repeat", run, "--run", third, ...plugin]);
    strictEqual(lost.code, 6);
    ok(!lost.stderr.includes("training "), lost.stderr);
  }));

Deno.test("crlc verify recomputes the digests of plugins and kernels", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run"), part = join(folder, "part.ts"), plugin = join(folder, "p.ts");
    await Deno.writeTextFile(part, `export { default } from "file://${PLUGINS.blobs}";\n`);
    await Deno.writeTextFile(plugin, `import blobs from "./part.ts";\nexport default blobs;\n`);
    await trainBlobs({ run, plugins: [plugin] });
    const states = async () => {
      const { checks } = await verifyRun(run, { dataFolder: folder, plugins: [plugin] });
      return Object.fromEntries(
        checks.filter(({ what }) => /^(plugin|kernels) /.test(what))
          .map(({ what, state }) => [what.replace(folder, ""), state]),
      );
    };
    const before = await states();
    deepStrictEqual(new Set(Object.values(before)), new Set(["ok"]));
    strictEqual(before["plugin /p.ts"], "ok");
    strictEqual(Object.keys(before).filter((what) => /^kernels .*\.wasm$/.test(what)).length, 2);
    // Not the plugin's own file has changed, but one it imports.
    await Deno.writeTextFile(part, `export { default } from "file://${PLUGINS.blobs}"; // other\n`);
    strictEqual((await states())["plugin /p.ts"], "bad");
    const file = join(run, "recipe.json");
    const manifest = JSON.parse(await Deno.readTextFile(file));
    const [name] = Object.keys(manifest.sessions[0].kernels);
    manifest.sessions[0].kernels[name] = "0".repeat(64);
    manifest.sessions[0].kernels["../../../deno.json"] = "0".repeat(64);
    strictEqual(hashRecipe(manifest.recipe), manifest.recipeHash);
    await Deno.writeTextFile(file, JSON.stringify(manifest));
    const after = await states();
    strictEqual(after[`kernels ${name}`], "bad");
    strictEqual(after["kernels ../../../deno.json"], "skipped");
  }));
