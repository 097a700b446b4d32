import { deepStrictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { DatasetPlugin, ImportOptions } from "../../datasets/dataset.ts";
import { temporaryFolder } from "./temporary_folder.ts";

/** Names in a folder, sorted; none where there is no folder. */
export function entries(path: string): string[] {
  try {
    return [...Deno.readDirSync(path)].map(({ name }) => name).sort();
  } catch {
    return [];
  }
}

/**
 * Imports one archive of the given bytes into an empty root, or fails having left nothing.
 *
 * @param body Gets the root and the line for the terminal.
 */
export async function importing(
  plugin: DatasetPlugin,
  bytes: Uint8Array,
  body: (root: string, line: string) => Promise<void> = async () => {},
  options: ImportOptions = { unverified: true },
): Promise<void> {
  await using folder = await temporaryFolder();
  const archive = join(folder.path, "archive"), root = join(folder.path, "root");
  await Deno.writeFile(archive, bytes);
  let lines: string[];
  try {
    lines = await plugin.import!([archive], root, options);
  } catch (error) {
    deepStrictEqual(entries(folder.path), ["archive"]);
    throw error;
  }
  await body(root, lines.join("\n"));
}
