import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkPlugin } from "../../contracts/check_plugin.ts";
import { backendChecks } from "../../contracts/backend/backend_checks.ts";
import { encoderChecks } from "../../contracts/encoder_checks.ts";
import type { Check } from "../../contracts/check.ts";
import { newPlugin, type PluginKind } from "../../contracts/new_plugin/new_plugin.ts";
import { strategySource } from "../../contracts/new_plugin/strategy_source.ts";
import { smallCase } from "../../contracts/strategy/small_case.ts";
import { strategyChecks } from "../../contracts/strategy/strategy_checks.ts";
import { keepGiven } from "../../encoders/place/keep_given.ts";
import { call } from "../cli/call.ts";
import { inFolder } from "../run/training.ts";

/** A plugin as crlc plugins new writes it, and what its module exports. */
async function begun(kind: PluginKind, folder: string) {
  const made = await newPlugin(kind, `my-${kind}`, join(folder, kind));
  const { default: exported } = await import(pathToFileURL(made.module).href);
  return { ...made, exported };
}

/** Runs those of some checks that a name is like; .ci/plugins runs all of them. */
async function runSome(checks: readonly Check[], like: RegExp): Promise<void> {
  const some = checks.filter(({ name }) => like.test(name));
  ok(some.length > 0);
  for (const { run } of some) await run();
}

Deno.test("a data set that crlc plugins new has written holds to the contract, and is trained by its recipe", () =>
  inFolder(async (folder) => {
    const to = join(folder, "mine");
    const made = await call(["plugins", "new", "dataset", "my-squares", "--to", to, "--json"]);
    strictEqual(made.code, 0, made.stderr);
    const { module, files } = JSON.parse(made.stdout);
    deepStrictEqual(files, ["deno.json", "my_squares.ts", "my_squares.test.ts"]);
    const checked = await call(["plugins", "check", module, "--set", "count=12", "--json"]);
    strictEqual(checked.code, 0, checked.stdout);
    ok(JSON.parse(checked.stdout).checks.length > 5);
    const { items } = JSON.parse((await call(["plugins", "--plugin", module, "--json"])).stdout);
    deepStrictEqual(items.map(({ kind }: { kind: string }) => kind), ["data set", "recipe"]);
    const dry = await call(["train", "my-squares", "--plugin", module, "--dry-run", "--json"]);
    strictEqual(JSON.parse(dry.stdout).steps, 50);
    const configuration = JSON.parse(await Deno.readTextFile(join(to, "deno.json")));
    const { version } = JSON.parse(await Deno.readTextFile("deno.json"));
    strictEqual(configuration.imports["@crlc/crlc"], `jsr:@crlc/crlc@^${version}`);
    ok((await Deno.stat(join(configuration.links[0], "contracts/mod.ts"))).isFile);
  }));

Deno.test("a plugin that does not hold to its contract is told by the check, and exits with 3", () =>
  inFolder(async (folder) => {
    const { module } = await begun("dataset", folder);
    const text = await Deno.readTextFile(module);
    const wrong = join(folder, "wrong.ts");
    await Deno.writeTextFile(wrong, text.replace("`square ${index}`", '"square"'));
    const { code, stdout } = await call(["plugins", "check", wrong, "--set", "count=12"]);
    strictEqual(code, 3);
    match(stdout, /^bad {6}calls every image by another name, in every split\n +\S/m);
    match(stdout, /wrong\.ts: 1 of 9 checks fails\.\n$/);
  }));

Deno.test("the example of a strategy is what crlc plugins new writes, but for its head and its source", async () => {
  const example = await Deno.readTextFile("examples/plugins/information_maximisation.ts");
  const code = (text: string) =>
    text.slice(text.indexOf("*/")).replace(/^ {2}source: .*$/m, "  source,");
  strictEqual(code(example), code(strategySource("infomax")));
});

Deno.test("a strategy that crlc plugins new has written is made small, and introduces itself", () =>
  inFolder(async (folder) => {
    const { module, exported: { strategies: [plugin] } } = await begun("strategy", folder);
    const c = smallCase(plugin, pathToFileURL(module).href, { balance: 1 });
    deepStrictEqual([c.labelled, c.trained, c.options.epochs, c.options.balance], [
      ...[false, true, 1, 1],
    ]);
    await runSome(strategyChecks(c), /probabilities|one line|defaults|misspelt/);
  }));

Deno.test("a backend that crlc plugins new has written opens, closes and computes", () =>
  inFolder(async (folder) => {
    const { exported: { backends: [plugin] } } = await begun("backend", folder);
    const checks = backendChecks(() => plugin.open({ threads: 1 }), { leakSteps: 2 });
    await runSome(checks, /dense|opened again/);
  }));

Deno.test("an encoder that crlc plugins new has written, and one of weights, go through the public checks", () =>
  inFolder(async (folder) => {
    const { module, exported: { encoders: [plugin] } } = await begun("encoder", folder);
    const data = ["--data", join(folder, "data"), "--json"];
    const check = async (module: string) => {
      const { code, stdout } = await call(["plugins", "check", module, ...data]);
      return { code, checks: JSON.parse(stdout).checks as { check: string; state: string }[] };
    };
    const made = await check(module);
    deepStrictEqual([made.code, made.checks.map(({ state }) => state)], [0, ["ok", "ok"]]);
    deepStrictEqual(
      made.checks.map(({ check }) => check),
      encoderChecks({ plugin, weights: new Uint8Array() }).map(({ name }) => name),
    );
    const text = await Deno.readTextFile(module), other = join(folder, "encoder", "other.ts");
    // Says more numbers than it gives, and that it is fetched.
    const source = `bytes: 1, source: { kind: "file", page: "https://none.example", file: "w" },`;
    await Deno.writeTextFile(
      other,
      text.replace("my-encoder", "other").replace("dimensions: 48", "dimensions: 49")
        .replace("bytes: 0,", source),
    );
    const without = await check(other);
    deepStrictEqual([without.code, without.checks.map(({ state }) => state)], [
      0,
      ["ok", "skipped"],
    ]);
    await keepGiven(join(folder, "data", "encoders"), "other", module);
    const wrong = await check(other);
    deepStrictEqual([wrong.code, wrong.checks.map(({ state }) => state)], [3, ["ok", "bad"]]);
  }));

Deno.test("a plugin is begun under a new name, in an empty folder", () =>
  inFolder(async (folder) => {
    await rejects(newPlugin("strategy", "crlc", folder), {
      code: "PLUGIN_NAME_TAKEN",
      exitCode: 3,
    });
    await rejects(newPlugin("strategy", "Mine", folder), { code: "BAD_PLUGIN_NAME", exitCode: 2 });
    await Deno.writeTextFile(join(folder, "a"), "");
    await rejects(newPlugin("strategy", "mine", folder), { code: "FOLDER_IN_USE", exitCode: 2 });
    deepStrictEqual([...Deno.readDirSync(folder)].length, 1);
  }));

Deno.test("a module that is no plugin is refused, and what cannot be opened here is skipped", () =>
  inFolder(async (folder) => {
    const none = join(folder, "none.ts"), absent = join(folder, "absent.ts");
    const check = (module: string) => checkPlugin({ module, options: {}, root: folder }, () => {});
    await Deno.writeTextFile(none, "export default {};");
    await rejects(check(none), { code: "PLUGIN_SHAPE" });
    await Deno.writeTextFile(
      absent,
      `const probe = () => Promise.resolve({ ok: false, reason: "no such device", fix: "" });
       const backend = { name: "absent", about: "", apiVersion: 1, probe, open: probe };
       export default { backends: [backend] };`,
    );
    const { ok: fine, checks } = await check(absent);
    strictEqual(fine, true);
    ok(checks.every(({ state, reason }) => state === "skipped" && reason === "no such device"));
  }));
