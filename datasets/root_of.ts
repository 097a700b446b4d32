import { join } from "node:path";
import type { DatasetPlugin } from "./dataset.ts";

/** The folder of a data set's own files: `<data folder>/<name>`, or that of the set it shares with. */
export function rootOf(
  { name, sharesWith }: Pick<DatasetPlugin, "name" | "sharesWith">,
  dataFolder: string,
): string {
  return join(dataFolder, sharesWith ?? name);
}
