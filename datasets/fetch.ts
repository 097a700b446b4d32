import { join } from "node:path";
import { CrlcError } from "../core/errors.ts";
import { readSource } from "./archive/import_archive.ts";
import type { DatasetPlugin } from "./dataset.ts";
import { fetchArchive, type FetchOptions } from "./download/fetch_archive.ts";

export type { FetchOptions };

/**
 * Downloads the archives of a data set into `root` and takes them.
 *
 * @returns What was found, one line an archive.
 * @throws {CrlcError} of kind `data`: see {@link fetchArchive} and the plugin's `unpack`.
 */
export async function fetchDataset(
  plugin: DatasetPlugin,
  root: string,
  options: FetchOptions = {},
): Promise<string[]> {
  if (!plugin.unpack || plugin.archives.length === 0) {
    throw new CrlcError(
      "data",
      "NOTHING_TO_FETCH",
      `Cannot fetch data set "${plugin.name}": it must have an archive to download, and has none`,
      { hint: plugin.about },
    );
  }
  const lines: string[] = [];
  for (const archive of plugin.archives) {
    const source = await readSource(root, archive);
    if (source?.verified) {
      lines.push(`${archive.file} is there already, in ${join(root, source.folder)}`);
      continue;
    }
    const path = await fetchArchive(archive, root, plugin.name, options);
    lines.push(await plugin.unpack(path, root, options));
    await Deno.remove(path).catch(() => {});
  }
  return lines;
}
