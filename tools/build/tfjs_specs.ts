/**
 * Bundles the specs by which the backends of TensorFlow.js prove themselves (4,232 of them, compiled
 * in @tensorflow/tfjs-core) with the framework they are written for, into one module that is loaded
 * after a backend is open: it shares its engine, which tfjs keeps on the global object.
 *
 * Run: `deno run -A --config tools/build/deno.json tools/build/tfjs_specs.ts FILE`
 *
 * @module
 */
import "npm:jasmine-core@3.99.1/package.json" with { type: "json" };
import * as esbuild from "npm:esbuild@0.28.2";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packagesFolder } from "./tfjs/packages_folder.ts";

const ENTRY = `
import core from "jasmine-core/lib/jasmine-core/jasmine.js";
const required = core.core(core);
export const jasmine = required.getEnv({ suppressLoadErrors: true });
Object.assign(globalThis, core.interface(required, jasmine));
`;

/** The specs ask for the framework and for the backend to test while they are loaded. */
const SPECS = `
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import { setTestEnvs } from "@tensorflow/tfjs-core/dist/jasmine_util";
setTestEnvs([globalThis.testEnv]);
await import("@tensorflow/tfjs-core/dist/tests");
`;

const [file] = Deno.args;
using packages = packagesFolder();
const jasmine = dirname(
  createRequire(import.meta.url).resolve("jasmine-core/package.json"),
);
Deno.symlinkSync(jasmine, join(packages.path, "node_modules/jasmine-core"), { type: "dir" });
Deno.writeTextFileSync(join(packages.path, "jasmine.js"), ENTRY);
const { outputFiles } = await esbuild.build({
  stdin: {
    contents: `export { jasmine } from "./jasmine.js"; ${SPECS}`,
    resolveDir: packages.path,
    sourcefile: "entry.js",
  },
  absWorkingDir: packages.path,
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  mainFields: ["module", "main"],
  preserveSymlinks: true,
  target: "esnext",
  logLevel: "error",
  // the package calls its specs free of side effects
  ignoreAnnotations: true,
  plugins: [{
    name: "no fetch",
    setup(build) {
      build.onResolve({ filter: /^node-fetch$/ }, ({ path }) => ({ path, namespace: "none" }));
      build.onLoad({ filter: /./, namespace: "none" }, () => ({
        contents: "export default globalThis.fetch;",
      }));
    },
  }],
  banner: {
    js: `import { createRequire as $require } from "node:module";` +
      `const require = $require(import.meta.url);`,
  },
});
Deno.writeFileSync(file, outputFiles[0].contents);
// esbuild's process would keep this one alive.
Deno.exit(0);
