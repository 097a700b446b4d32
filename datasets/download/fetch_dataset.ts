import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { readSource } from "../archive/source.ts";
import type { DatasetPlugin } from "../dataset.ts";
import { fetchArchive, type FetchOptions } from "./fetch_archive.ts";

export type { FetchOptions };

/**
 * Downloads the archives of a data set into `root` and imports them together.
 *
 * @returns What was found, lines for the terminal.
 * @throws {CrlcError} of kind `data`: see {@link fetchArchive} and the plugin's `import`.
 */
export async function fetchDataset(
  plugin: DatasetPlugin,
  root: string,
  options: FetchOptions = {},
): Promise<string[]> {
  if (!plugin.import || plugin.archives.length === 0) {
    throw new CrlcError(
      "data",
      "NOTHING_TO_FETCH",
      `Cannot fetch data set "${plugin.name}": it must have an archive to download, and has none`,
      {
        hint: plugin.imports
          ? `crlc datasets import ${plugin.name} PATH takes ${plugin.imports}`
          : plugin.about,
      },
    );
  }
  const lines: string[] = [], paths: string[] = [];
  for (const archive of plugin.archives) {
    const source = await readSource(root, archive);
    if (source?.verified) {
      lines.push(`${archive.file} is there already, in ${join(root, source.folder)}`);
    } else {
      paths.push(await fetchArchive(archive, root, plugin.name, options));
    }
  }
  if (paths.length === 0) return lines;
  const { progress } = options;
  const unpacking = progress &&
    ((done: Parameters<typeof progress>[0]) => progress({ ...done, unpacking: true }));
  lines.push(...await plugin.import(paths, root, { ...options, progress: unpacking }));
  for (const path of paths) await Deno.remove(path).catch(() => {});
  return lines;
}
