import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { dirname, join } from "node:path";
import { packPackage } from "../../tools/package.ts";
import { packageFiles } from "../../tools/package/package_files.ts";
import { runtimeLock } from "../../tools/package/runtime_lock.ts";
import { inFolder } from "../run/training.ts";

const root = new URL("../..", import.meta.url);

/** Whether Node is here to start the launcher with. */
const node = await new Deno.Command("node", { args: ["--version"] }).output()
  .then(({ success }) => success, () => false);

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

Deno.test("the npm package is the same bytes each time, with licence and notices, without tests", async () => {
  const first = await packPackage();
  deepStrictEqual(await packPackage(), first);
  const paths = [...(await packageFiles(root)).keys()];
  for (
    const path of ["LICENSE", "NOTICE", "bin/crlc.mjs", "backends/tfjs/LICENSE", "cli/main.ts"]
  ) {
    ok(paths.includes(path), path);
  }
  deepStrictEqual(paths.filter((path) => /^(tests|bench|tools|\.)|\/assembly\//.test(path)), []);
});

// One test, since Deno compiles the whole package anew wherever it is unpacked.
Deno.test({
  name: "crlc runs from the npm package: exit codes, hints in the form it was started by, signals",
  ignore: !node,
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

Deno.test("the lock of the package has what it imports, with all that this needs, and no more", () => {
  const lock = {
    version: "5",
    specifiers: { "npm:a@1": "1.0.0", "npm:@b/b@2": "2.0.0_a@1.0.0", "npm:test@1": "1.1.1" },
    npm: {
      "a@1.0.0": { dependencies: ["c", "d@2.0.0"] },
      "@b/b@2.0.0_a@1.0.0": { optionalDependencies: ["c"] },
      "c@3.0.0": {},
      "d@1.0.0": {},
      "d@2.0.0": {},
      "test@1.1.1": { dependencies: ["d@1.0.0"] },
    },
    workspace: { dependencies: ["npm:a@1", "npm:@b/b@2", "npm:test@1"] },
  };
  const { specifiers, npm, workspace } = runtimeLock(lock, ["npm:a@1", "npm:@b/b@2"]);
  deepStrictEqual(Object.keys(specifiers), ["npm:a@1", "npm:@b/b@2"]);
  deepStrictEqual(Object.keys(npm).sort(), ["@b/b@2.0.0_a@1.0.0", "a@1.0.0", "c@3.0.0", "d@2.0.0"]);
  deepStrictEqual(workspace.dependencies, ["npm:a@1", "npm:@b/b@2"]);
});
