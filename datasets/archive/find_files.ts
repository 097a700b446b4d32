import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";

/**
 * The folder that holds a data set's official files: a folder of the archive's name within `root`,
 * or `root` itself.
 *
 * @param files Names that must all be there.
 * @param dataset Name of the data set, for the hint.
 * @throws {CrlcError} `DATASET_MISSING` with the commands that get it.
 */
export async function findFiles(
  root: string,
  folder: string,
  files: readonly string[],
  dataset: string,
): Promise<string> {
  const places = [join(root, folder), root];
  let nearest = { place: places[0], missing: files };
  for (const place of places) {
    const there = await Promise.all(files.map((file) => isFile(join(place, file))));
    const missing = files.filter((_, i) => !there[i]);
    if (missing.length === 0) return place;
    if (missing.length < nearest.missing.length) nearest = { place, missing };
  }
  throw new CrlcError(
    "data",
    "DATASET_MISSING",
    `Cannot open data set "${dataset}": its files must be in "${nearest.place}", and ${
      nearest.missing.join(", ")
    } ${nearest.missing.length === 1 ? "is" : "are"} missing`,
    {
      hint: `crlc datasets fetch ${dataset} downloads it, crlc datasets import ${dataset} FILE ` +
        `takes an archive that is already there`,
    },
  );
}

/** Whether a file, or a link to one, is there. */
export async function isFile(path: string): Promise<boolean> {
  return (await Deno.stat(path).catch(() => undefined))?.isFile ?? false;
}
