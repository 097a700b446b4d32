import configuration from "../../deno.json" with { type: "json" };
import { type Lock, runtimeLock } from "./runtime_lock.ts";

/** Imports that only tests and tools have. */
const ONLY_FOR_TESTS = ["ajv", "fast-check"];

/** What is not in the package of the files that Git knows; two of them are written anew. */
const LEFT_OUT =
  /^(?:\.|bench\/|tests\/|tools\/|docs\/images\/|results\/report\/page\/|deno\.(?:json|lock)$)|\/assembly\//;

/** The files of the npm package by their paths, in the order of the paths. */
export async function packageFiles(root: URL): Promise<ReadonlyMap<string, Uint8Array>> {
  const { stdout } = await new Deno.Command("git", {
    args: ["ls-files", "-z"],
    cwd: root,
  }).output();
  const paths = new TextDecoder().decode(stdout).split("\0").filter((path) =>
    path !== "" && !LEFT_OUT.test(path)
  );
  const lock: Lock = JSON.parse(await Deno.readTextFile(new URL("deno.lock", root)));
  const json = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  const { name, version, license, exports, nodeModulesDir, allowScripts, compilerOptions } =
    configuration;
  const imports = Object.fromEntries(
    Object.entries(configuration.imports).filter(([name]) => !ONLY_FOR_TESTS.includes(name)),
  );
  const files = new Map<string, Uint8Array>([
    ["package.json", json(npmManifest(version, license))],
    [
      "deno.json",
      json({
        ...{ name, version, license, exports, nodeModulesDir, allowScripts, imports },
        compilerOptions,
      }),
    ],
    ["deno.lock", json(runtimeLock(lock, Object.values(imports).sort()))],
    ["bin/crlc.mjs", await Deno.readFile(new URL("tools/package/crlc.mjs", root))],
  ]);
  for (const path of paths) files.set(path, await Deno.readFile(new URL(path, root)));
  return new Map([...files].sort(([a], [b]) => a < b ? -1 : 1));
}

/** What npm reads of the package. */
function npmManifest(version: string, license: string) {
  return {
    name: "crlc",
    version,
    description: "Clusters images without labels",
    license,
    type: "module",
    bin: { crlc: "bin/crlc.mjs" },
    engines: { node: ">=18" },
    dependencies: { deno: DENO },
  };
}

/** The version of Deno that crlc is tested with. */
export const DENO = "2.9.6";
