import { createHash } from "node:crypto";
import { join } from "node:path";

/** Removes a file or a folder with all that is in it, if it is there. */
export const remove = (path: string) =>
  Deno.remove(path, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });

export const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** The hash of a file; nothing if there is none. Pipes are never opened. */
export async function hashOf(
  path: string,
  algorithm: "sha256" | "sha512" = "sha256",
  encoding: "hex" | "base64" = "hex",
): Promise<string | undefined> {
  const hash = createHash(algorithm);
  try {
    if (!(await Deno.stat(path)).isFile) return undefined;
    using file = await Deno.open(path);
    for await (const piece of file.readable) hash.update(piece);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  return hash.digest(encoding);
}

/** Bytes of all files below a folder that may change meanwhile. */
export async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = join(folder, name);
      bytes += isDirectory ? await sizeOf(path) : (await Deno.stat(path)).size;
    }
  } catch {
    // it has just gone
  }
  return bytes;
}
