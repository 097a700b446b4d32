import { dirname, join } from "node:path";
import { readText } from "../../core/read_text.ts";

/** Longest list that is read: that of ImageNet is 2 MB. */
const MOST_BYTES = 50_000_000;

/**
 * Reads which class the images of a folder without class folders have: Tiny ImageNet's
 * `val_annotations.txt`, or `LOC_val_solution.csv` of the ILSVRC, beside the images or up to three
 * folders above.
 *
 * @param base The folder of all splits.
 * @param folder The folder of the split, within `base`.
 * @returns Paths of images within `folder` by WordNet id; nothing where there is no list.
 */
export async function readValidation(
  base: string,
  folder: string,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const place = join(base, folder);
  if (!(await Deno.stat(place).catch(() => undefined))?.isDirectory) return undefined;
  const above = dirname(dirname(base));
  const lists = [
    { path: join(place, "val_annotations.txt"), folder: "images/" },
    ...[base, dirname(base), above].map((at) => ({
      path: join(at, "LOC_val_solution.csv"),
      folder: "",
    })),
  ];
  for (const { path, folder: within } of lists) {
    const there = await Deno.stat(path).catch(() => undefined);
    if (!there?.isFile || there.size > MOST_BYTES) continue;
    return parse(await readText(path), within);
  }
  return undefined;
}

/** A line is a file name, with or without its ending, a tab or comma, and a WordNet id. */
function parse(text: string, folder: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const match = /^([\w-]+(?:\.\w+)?)[\t,]\s*(n\d{8})\b/.exec(line);
    if (!match) continue;
    const [, name, wnid] = match;
    const path = `${folder}${name.includes(".") ? name : `${name}.JPEG`}`;
    const paths = found.get(wnid);
    if (paths) paths.push(path);
    else found.set(wnid, [path]);
  }
  return found;
}
