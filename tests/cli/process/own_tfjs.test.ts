import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { TFJS } from "../../../backends/tfjs/version.ts";
import { inFolder, lastCheckpoint, PLUGINS } from "../../run/training.ts";

/** Trains digits for an epoch with a strategy, as a person does. */
async function trainWith(plugin: string, run: string, cache: string) {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "cli/main.ts", "train", "crlc/digits", "--strategy", "infomax"],
      ...["--plugin", plugin, "--epochs", "1", "--backend", "wasm", "--run", run],
    ],
    env: { CRLC_CACHE_DIR: cache },
    stdin: "null",
  }).output();
  strictEqual(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stderr);
}

Deno.test("a plugin with a TensorFlow.js of its own trains on ours, to the same bytes", () =>
  inFolder(async (folder) => {
    const plugin = join(folder, "infomax.ts"), ours = join(folder, "ours.ts");
    const source = await Deno.readTextFile(PLUGINS.infomax);
    const line = `import * as tf from "npm:@tensorflow/tfjs-core@${TFJS}";\n`;
    const own = source.replace("type Scope, tf }", "type Scope }").replace(
      "import",
      `${line}import`,
    );
    ok(own.includes(line) && !own.includes("Scope, tf"));
    await Deno.writeTextFile(ours, source);
    await Deno.writeTextFile(plugin, own);
    const lock = await Deno.readTextFile("deno.lock");
    const cache = join(folder, "cache");
    await trainWith(ours, join(folder, "a"), cache);
    const said = await trainWith(plugin, join(folder, "b"), cache);
    deepStrictEqual(
      await lastCheckpoint(join(folder, "b")),
      await lastCheckpoint(join(folder, "a")),
    );
    ok(!/already registered|Hi, looks like/.test(said), said);
    // What the plugin imports is written down, but not among what crlc imports.
    strictEqual(await Deno.readTextFile("deno.lock"), lock);
    const locks = [...Deno.readDirSync(join(cache, "plugins"))].map(({ name }) =>
      Deno.readTextFileSync(join(cache, "plugins", name))
    );
    strictEqual(locks.filter((text) => text.includes("tfjs-core")).length, 1);
  }));
