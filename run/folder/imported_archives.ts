import { readSource, type Source } from "../../datasets/archive/source.ts";
import type { DatasetPlugin } from "../../datasets/dataset.ts";
import { rootOf } from "../../datasets/root_of.ts";

/** What an archive was that a data set was taken from. */
export type ImportedArchive = Pick<Source, "file" | "bytes" | "digest" | "verified">;

/** What the files of a data set were taken from; empty where nothing is known of it. */
export async function importedArchives(
  plugin: DatasetPlugin,
  dataFolder: string | undefined,
): Promise<ImportedArchive[]> {
  const root = rootOf(plugin, dataFolder);
  const sources = await Promise.all(
    plugin.archives.map((archive) => readSource(root, archive)),
  );
  return sources.flatMap((source) => {
    if (!source) return [];
    const { file, bytes, digest, verified } = source;
    return [{ file, bytes, digest, verified }];
  });
}
