/**
 * Builds the kernels of the wasm backend and of the augmentation from AssemblyScript into modules of
 * JSON, as base64, or with
 * `--check` proves that the built files in the repository are what their source gives.
 *
 * Run: `deno task kernels [--check]`
 *
 * @module
 */

import asc from "npm:assemblyscript@0.28.20/asc";

/** One built file. */
interface Build {
  /** Folder of the built files, its source in `assembly/`. */
  readonly folder: URL;
  readonly name: string;
  /** The same for a heap of a single thread, where there is such a form. */
  readonly alone?: string;
  /** What WebAssembly must be able to do. */
  readonly features: readonly string[];
}

const backend = new URL("../../backends/wasm/kernels/", import.meta.url);

/**
 * With or without relaxed SIMD, for a shared heap or one of a single thread. The augmentation has no
 * relaxed form: a seed means the same bytes on every machine.
 */
export const BUILDS: readonly Build[] = [
  ...["relaxed", "plain"].map((alone) => ({
    ...{ folder: backend, name: `${alone}-shared`, alone },
    features: ["simd", ...alone === "relaxed" ? ["relaxed-simd"] : [], "threads"],
  })),
  {
    folder: new URL("../../pipeline/kernels/", import.meta.url),
    name: "augment",
    features: ["simd"],
  },
];

/** What asc is told for one build. */
function flags(features: readonly string[]): string[] {
  return [
    "mod.ts",
    ...["--outFile", "kernels.wasm", "--runtime", "stub", "--optimizeLevel", "3"],
    ...["--shrinkLevel", "0", "--noAssert", "--converge", "--use", "abort="],
    ...["--importMemory", "--initialMemory", "1", "--maximumMemory", "65536"],
    ...(features.includes("threads") ? ["--sharedMemory"] : []),
    ...["--enable", features.join(",")],
  ];
}

/** Compiles one build in memory. */
export async function compile({ folder, name, features }: Build): Promise<Uint8Array> {
  const source = new URL("assembly/", folder);
  let built: Uint8Array | undefined;
  const { error, stderr } = await asc.main(flags(features), {
    readFile: (file: string) => {
      try {
        return Deno.readTextFileSync(new URL(file, source));
      } catch {
        return null;
      }
    },
    writeFile: (_name, contents) => {
      if (typeof contents !== "string") built = contents;
    },
    listFiles: () => [],
  });
  if (error || !built) throw new Error(`Cannot build ${name}: ${stderr.toString() || error}`);
  return built;
}

/** The import of a memory of 1 to 65,536 pages (kind, flags, least, most): 3 is shared, 1 is not. */
const SHARED = [2, 3, 1, 0x80, 0x80, 4], FLAGS = 1;

/** A module for a shared heap as asc gives it for another, of which it differs in one flag. */
export function forOneThread(shared: Uint8Array): Uint8Array {
  const places = [...shared.keys()].filter((at) =>
    SHARED.every((byte, i) => shared[at + i] === byte)
  );
  if (places.length !== 1) throw new Error(`the shared memory is imported ${places.length} times`);
  const alone = shared.slice();
  alone[places[0] + FLAGS] = 1;
  return alone;
}

if (import.meta.main) {
  const check = Deno.args.includes("--check");
  let stale = 0;
  for (const build of BUILDS) {
    const built = await compile(build), files = new Map([[build.name, built]]);
    if (build.alone) files.set(build.alone, forOneThread(built));
    for (const [name, bytes] of files) {
      const file = new URL(`${name}.wasm.json`, build.folder);
      const text = `${JSON.stringify(bytes.toBase64())}\n`;
      if (!check) Deno.writeTextFileSync(file, text);
      else if (text !== read(file)) {
        stale++;
        console.error(`${name}.wasm.json is not what its source gives: run "deno task kernels"`);
      }
      console.log(`${name}.wasm: ${bytes.length} bytes`);
    }
  }
  if (stale > 0) Deno.exit(1);
}

function read(file: URL): string | undefined {
  try {
    return Deno.readTextFileSync(file);
  } catch {
    return undefined;
  }
}
