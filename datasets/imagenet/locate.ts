import { join } from "node:path";
import { readValidation } from "./validation.ts";

const WNID = /^n\d{8}$/;
/** Folders of a split, by what they are called. */
const SPLITS: Readonly<Record<string, readonly string[]>> = {
  train: ["train", "ILSVRC2012_img_train"],
  test: ["val", "validation", "ILSVRC2012_img_val", "test"],
};
/** Where the splits may lie within what was given. */
const PLACES = ["", "Data/CLS-LOC", "ILSVRC/Data/CLS-LOC"];

/** A split of an ImageNet folder. */
export interface LocatedSplit {
  /** The folder of the split, relative to the folder of all of them; empty where it is that one. */
  readonly folder: string;
  /** WordNet ids that have a folder here, or images in the list. */
  readonly wnids: ReadonlySet<string>;
  /** Images by WordNet id, relative to the split's folder, where a list tells and not folders. */
  readonly listed?: ReadonlyMap<string, readonly string[]>;
}

/** An ImageNet folder. */
export interface Located {
  readonly base: string;
  readonly splits: Readonly<Record<string, LocatedSplit>>;
}

/**
 * Finds the class folders below a folder: `train/n01440764/...` with `val/n01440764/...`, class
 * folders alone, the layout of the ILSVRC archives and that of Tiny ImageNet, whose validation
 * images lie in one folder and have a list. A folder that holds one folder is gone into.
 *
 * @returns Nothing where there is no folder called by a WordNet id.
 * @throws What reading the folder throws.
 */
export async function locate(path: string): Promise<Located | undefined> {
  for (const place of PLACES) {
    const found = await splitsIn(place === "" ? path : join(path, place));
    if (found) return found;
  }
  const names = (await entries(path)).filter(({ name }) => !name.startsWith("."));
  if (names.length !== 1 || !names[0].isDirectory) return undefined;
  return await splitsIn(join(path, names[0].name));
}

async function splitsIn(base: string): Promise<Located | undefined> {
  const splits: Record<string, LocatedSplit> = {};
  for (const [split, names] of Object.entries(SPLITS)) {
    for (const folder of names) {
      const wnids = await classFolders(join(base, folder));
      const listed = wnids.size > 0 || split === "train"
        ? undefined
        : await readValidation(base, folder);
      if (wnids.size === 0 && listed === undefined) continue;
      splits[split] ??= { folder, wnids: listed ? new Set(listed.keys()) : wnids, listed };
    }
  }
  if (splits.train) return { base, splits };
  const wnids = await classFolders(base);
  return wnids.size > 0 ? { base, splits: { train: { folder: "", wnids } } } : undefined;
}

/** WordNet ids that are folders here; links to folders are, too, since subsets are made of them. */
async function classFolders(folder: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { name, isDirectory, isSymlink } of await entries(folder).catch(() => [])) {
    if (!WNID.test(name)) continue;
    const there = isDirectory || isSymlink &&
        await Deno.stat(join(folder, name)).then((entry) => entry.isDirectory, () => false);
    if (there) found.add(name);
  }
  return found;
}

async function entries(folder: string): Promise<Deno.DirEntry[]> {
  return await Array.fromAsync(Deno.readDir(folder));
}
