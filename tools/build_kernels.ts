/**
 * Builds the kernels of the wasm backend from AssemblyScript, or with `--check` proves that the
 * built files in the repository are what their source gives.
 *
 * Run: `deno task kernels [--check]`
 *
 * @module
 */

// deno-lint-ignore no-import-prefix -- a tool of the build: it stays out of the import map
import asc from "npm:assemblyscript@0.28.20/asc";

const folder = new URL("../backends/wasm/kernels/", import.meta.url);
const source = new URL("assembly/", folder);

/** The builds: with or without relaxed SIMD, for a shared heap or one of a single thread. */
export const BUILDS = ["relaxed-shared", "relaxed", "plain-shared", "plain"] as const;

/** What asc is told for one build. */
function flags(build: typeof BUILDS[number]): string[] {
  const features = ["simd"];
  if (build.startsWith("relaxed")) features.push("relaxed-simd");
  if (build.endsWith("shared")) features.push("threads");
  return [
    "mod.ts",
    ...["--outFile", "kernels.wasm", "--runtime", "stub", "--optimizeLevel", "3"],
    ...["--shrinkLevel", "0", "--noAssert", "--converge", "--use", "abort="],
    ...["--importMemory", "--initialMemory", "1", "--maximumMemory", "65536"],
    ...(build.endsWith("shared") ? ["--sharedMemory"] : []),
    ...["--enable", features.join(",")],
  ];
}

/** Compiles one build in memory. */
export async function compile(build: typeof BUILDS[number]): Promise<Uint8Array> {
  let built: Uint8Array | undefined;
  const { error, stderr } = await asc.main(flags(build), {
    readFile: (name: string) => {
      try {
        return Deno.readTextFileSync(new URL(name, source));
      } catch {
        return null;
      }
    },
    writeFile: (_name, contents) => {
      if (typeof contents !== "string") built = contents;
    },
    listFiles: () => [],
  });
  if (error || !built) throw new Error(`Cannot build ${build}: ${stderr.toString() || error}`);
  return built;
}

if (import.meta.main) {
  const check = Deno.args.includes("--check");
  let stale = 0;
  for (const build of BUILDS) {
    const file = new URL(`${build}.wasm`, folder);
    const bytes = await compile(build);
    if (!check) Deno.writeFileSync(file, bytes);
    else if (!equal(bytes, read(file))) {
      stale++;
      console.error(`${build}.wasm is not what its source gives: run "deno task kernels"`);
    }
    console.log(`${build}.wasm: ${bytes.length} bytes`);
  }
  if (stale > 0) Deno.exit(1);
}

function read(file: URL): Uint8Array {
  try {
    return Deno.readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
