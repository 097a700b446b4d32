import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the package whose module computes what has no kernel of ours. */
export const tfjsFolder = () =>
  dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/package.json"));

/** Where a file of kernels lies: our own, or one of tfjs, whose names begin with `tfjs-`. */
function pathOf(name: string): string {
  if (name.startsWith("tfjs-")) return join(tfjsFolder(), "dist", name);
  return fileURLToPath(new URL(`./kernels/${name}`, import.meta.url));
}

/** The SHA-256 of files of kernels by their names, without those that are not there. */
export async function kernelDigests(
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const name of names) {
    if (!/^[\w-]+\.wasm$/.test(name)) continue;
    const bytes = await Deno.readFile(pathOf(name)).catch(() => undefined);
    if (bytes) found[name] = createHash("sha256").update(bytes).digest("hex");
  }
  return found;
}
