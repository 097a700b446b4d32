import { join } from "node:path";
import { requireFolder } from "../core/folders.ts";
import type { DatasetPlugin } from "./dataset.ts";

/**
 * The folder of a data set's own files: `<data folder>/<name>`, or that of the set it shares with.
 *
 * @param dataFolder Nothing where nothing says where it is, which a set without files does not need.
 * @throws {CrlcError} `NO_HOME` if it is needed and not known.
 */
export function rootOf(
  { name, sharesWith, archives, imports }: Pick<
    DatasetPlugin,
    "name" | "sharesWith" | "archives" | "imports"
  >,
  dataFolder: string | undefined,
): string {
  if (dataFolder === undefined && archives.length === 0 && imports === undefined) return "";
  return join(requireFolder(dataFolder, "data"), sharesWith ?? name);
}
