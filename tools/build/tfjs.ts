/**
 * Builds `backends/tfjs/` from the npm packages of TensorFlow.js: the core with its gradients, the
 * `cpu` backend and the kernels of the `wasm` backend as one module with its types, the `webgpu`
 * backend as another, and the WebAssembly of the `wasm` backend with its loaders. With `--check` proves that the files in the
 * repository are what the packages give. See decision 070.
 *
 * Run: `deno task tfjs [--check]`
 *
 * @module
 */
import { packagesFolder } from "./tfjs/packages_folder.ts";
import { bundleCode } from "./tfjs/bundle_code.ts";
import { ENTRY, WEBGPU_ENTRY } from "./tfjs/entry.ts";
import { bundleTypes } from "./tfjs/bundle_types.ts";
import { loaders } from "./tfjs/loaders.ts";

const folder = new URL("../../backends/tfjs/", import.meta.url);

/** Every built file, by its name. */
async function build(): Promise<Record<string, string>> {
  using packages = packagesFolder();
  const [code, webgpu, types] = await Promise.all([
    bundleCode(packages.path, ENTRY, true),
    bundleCode(packages.path, WEBGPU_ENTRY, false),
    bundleTypes(packages.path),
  ]);
  return {
    "tfjs.js": `/* @ts-self-types="./tfjs.d.ts" */\n${code}`,
    "tfjs.d.ts": types,
    "webgpu.js": webgpu,
    ...loaders(packages.path),
  };
}

if (import.meta.main) {
  const check = Deno.args.includes("--check");
  let stale = 0;
  for (const [name, text] of Object.entries(await build())) {
    const file = new URL(name, folder);
    if (!check) Deno.writeTextFileSync(file, text);
    else if (read(file) !== text) {
      stale++;
      console.error(`${name} is not what the packages give: run "deno task tfjs"`);
    }
    console.log(`${name}: ${text.length} characters`);
  }
  // esbuild's process would keep this one alive.
  Deno.exit(stale > 0 ? 1 : 0);
}

function read(file: URL): string | undefined {
  try {
    return Deno.readTextFileSync(file);
  } catch {
    return undefined;
  }
}
