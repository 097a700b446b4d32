/**
 * The npm package as Node starts it. Not a part of the gate, since Deno compiles the whole package
 * anew wherever it is unpacked: `.ci/package` runs it.
 */
import { match, ok, strictEqual } from "node:assert/strict";
import { dirname, join } from "node:path";
import { packageFiles } from "../../tools/package/package_files.ts";
import { inFolder } from "../run/training.ts";

const root = new URL("../..", import.meta.url);

/** The package as npm unpacks it, with this Deno in the place of npm's. */
async function unpack(folder: string): Promise<string> {
  for (const [path, bytes] of await packageFiles(root)) {
    const place = join(folder, "crlc", path);
    await Deno.mkdir(dirname(place), { recursive: true });
    await Deno.writeFile(place, bytes);
  }
  const deno = join(folder, "node_modules/deno");
  await Deno.mkdir(deno, { recursive: true });
  await Deno.writeTextFile(
    join(deno, "install_api.cjs"),
    `exports.runInstall = () => ${JSON.stringify(Deno.execPath())};`,
  );
  return join(folder, "crlc/bin/crlc.mjs");
}

// One test, since Deno compiles the whole package anew wherever it is unpacked.
Deno.test({
  name: "crlc runs from the npm package: exit codes, hints in the form it was started by, signals",
  fn: (t) =>
    inFolder(async (folder) => {
      const launcher = await unpack(folder), lock = join(folder, "crlc/deno.lock");
      const before = await Deno.readTextFile(lock);
      await t.step("exit codes, and hints in the form it was started by", async () => {
        const crlc = async (args: readonly string[], env: Record<string, string> = {}) => {
          const { code, stdout, stderr } = await new Deno.Command("node", {
            args: [launcher, ...args],
            cwd: folder,
            env: { npm_command: "", ...env },
          }).output();
          const decoder = new TextDecoder();
          return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
        };
        const recipes = await crlc(["recipes", "--json"]);
        strictEqual(recipes.code, 0, recipes.stderr);
        ok(recipes.stdout.includes("crlc/digits"));
        const wrong = await crlc(["eval", "nowhere"], { CRLC_PROGRAM: "npx crlc@1" });
        ok(wrong.code !== 0 && wrong.code !== 101, wrong.stderr);
        const help = await crlc(["--help"], { npm_command: "exec" });
        match(help.stdout, /Start with: npx crlc train/);
        match((await crlc(["--help"])).stdout, /Start with: crlc train/);
      });
      await t.step({
        name: "a signal to the launcher stops crlc, which saves and says so",
        ignore: Deno.build.os === "windows",
        fn: async () => {
          const child = new Deno.Command("node", {
            args: [launcher, "train", "crlc/digits", "--run", join(folder, "run")],
            cwd: folder,
            stdout: "piped",
            stderr: "piped",
          }).spawn();
          const decoder = new TextDecoder();
          let said = "", asked = false;
          for await (const chunk of child.stderr) {
            said += decoder.decode(chunk);
            if (asked || !said.includes(" step ")) continue;
            asked = true;
            child.kill("SIGTERM");
          }
          await child.stdout.cancel();
          strictEqual((await child.status).code, 75, said);
        },
      });
      // The lock fits what is imported: nothing was added to it.
      strictEqual(await Deno.readTextFile(lock), before);
    }),
});
