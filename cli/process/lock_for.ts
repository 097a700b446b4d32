import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderOf, processEnv } from "../../core/folders.ts";

const OWN = new URL("../../deno.lock", import.meta.url);

/**
 * The lock of a process of crlc: crlc's own, or for one that loads plugins a copy of it in the cache
 * folder. Deno writes down in it the versions of what the plugins import, so that the next process
 * takes the same; crlc's own may lie where nobody may write, and is the same for everyone.
 *
 * @param plugins The modules to be loaded.
 */
export function lockFor(plugins: readonly string[]): string {
  const own = fileURLToPath(OWN);
  if (plugins.length === 0) return own;
  const text = Deno.readTextFileSync(own);
  const key = createHash("sha256").update(JSON.stringify([text, ...plugins])).digest("hex");
  const name = `${key.slice(0, 16)}.lock`;
  try {
    return copyInto(join(folderOf(processEnv, "cache"), "plugins"), name, text);
  } catch {
    // No cache folder is known, or none can be written: a lock for this time.
    return copyInto(Deno.makeTempDirSync({ prefix: "crlc-" }), name, text);
  }
}

/** A file that is written whole or not at all; one that is there is kept. */
function copyInto(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  Deno.mkdirSync(folder, { recursive: true });
  const beside = Deno.makeTempFileSync({ dir: folder, suffix: ".part" });
  Deno.writeTextFileSync(beside, text);
  Deno.renameSync(beside, path);
  return path;
}
