import { deepStrictEqual, ok } from "node:assert/strict";
import { packPackage } from "../../tools/package.ts";
import { packageFiles } from "../../tools/package/package_files.ts";
import { runtimeLock } from "../../tools/package/runtime_lock.ts";

const root = new URL("../..", import.meta.url);

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
