import { dirname, join, relative, resolve } from "node:path";
import type { Quarantined } from "../dataset.ts";
import { byteOrder } from "./byte_order.ts";
import { readList } from "../../core/read_list.ts";
import { systemReason } from "./system_reason.ts";
import type { Walked } from "./walk.ts";

/** The images that a list names, and the folder that all of them lie in. */
export interface NamedImages extends Walked {
  readonly root: string;
  readonly notes: readonly string[];
}

/**
 * The images that a list of paths names. What is missing, or is no file, is quarantined; whether a
 * file is a picture, decoding tells. Two names of one file are one image.
 *
 * @param base Where its relative paths begin.
 * @param file The list.
 * @throws {CrlcError} `LIST_NOT_READ`, `EMPTY_LIST`.
 */
export async function listNamed(base: string, file: string): Promise<NamedImages> {
  const { paths, doubles } = await readList(file);
  const found: string[] = [], missing: { path: string; reason: string }[] = [];
  const real = new Set<string>();
  let again = doubles;
  for (const path of paths) {
    const full = resolve(base, path);
    try {
      const place = await Deno.realPath(full);
      const { isFile } = await Deno.stat(place);
      if (!isFile) missing.push({ path: full, reason: "is not a file: list the files in it" });
      else if (real.has(place)) again++;
      else found.push(full);
      real.add(place);
    } catch (error) {
      const gone = error instanceof Deno.errors.NotFound;
      missing.push({
        path: full,
        reason: gone ? "is not there" : `cannot be read: ${systemReason(error)}`,
      });
    }
  }
  const root = commonFolder([...found, ...missing.map(({ path }) => path)]);
  const named = (path: string) => relative(root, path);
  const images = found.map(named).sort(byteOrder);
  const quarantined: Quarantined[] = missing.map(({ path, reason }) => ({
    path: named(path),
    reason,
  }));
  return {
    root,
    images,
    quarantined: quarantined.sort((a, b) => byteOrder(a.path, b.path)),
    folders: foldersOf(images),
    passedOver: [],
    notes: again === 0
      ? []
      : [`${again.toLocaleString("en")} of the files in the list are named more than once`],
  };
}

/** The deepest folder that holds all of some files. */
function commonFolder(paths: readonly string[]): string {
  let common = dirname(paths[0]);
  for (const path of paths) {
    while (!path.startsWith(join(common, "/"))) common = dirname(common);
  }
  return common;
}

/** Every folder on the way to some files. */
function foldersOf(images: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of images) {
    for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
      folders.add(path.slice(0, at));
    }
  }
  return [...folders].sort(byteOrder);
}
