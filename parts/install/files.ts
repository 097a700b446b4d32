import { join } from "node:path";
import { fileDigest } from "../../core/file_digest.ts";

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
  try {
    return (await Deno.stat(path)).isFile ? await fileDigest(path, algorithm, encoding) : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
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
