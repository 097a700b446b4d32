import { join } from "node:path";
import { byteOrder } from "./byte_order.ts";
import { hasImageName, HIDDEN, listImages } from "./walk.ts";

/** The first folders of each split, by its name. */
export type Parts = ReadonlyMap<string, readonly string[]>;

/** What folders of a split are called. */
const NAMES: Readonly<Record<string, RegExp>> = {
  train: /^train(ing)?$/i,
  test: /^test(ing)?$/i,
  val: /^val(id(ation)?)?$/i,
  unlabeled: /^unlabell?ed$/i,
};

/**
 * The splits of a folder in which each has a folder of its own, beside no images that belong to
 * none: at least `train`, and something beside it or classes within. What is for validation is the
 * test split where there is no other.
 *
 * @param images Paths of all images, where they are listed already.
 * @returns `undefined` for a folder that is not parted so.
 */
export async function findParts(
  root: string,
  images?: readonly string[],
): Promise<Parts | undefined> {
  const parts = new Map<string, string[]>(), others: string[] = [];
  for await (const { name, isDirectory, isFile } of Deno.readDir(root)) {
    if (HIDDEN.test(name)) continue;
    if (isFile && hasImageName(name)) return undefined;
    if (!isDirectory) continue;
    const split = Object.keys(NAMES).find((split) => NAMES[split].test(name));
    if (split) parts.set(split, [...parts.get(split) ?? [], name].sort(byteOrder));
    else others.push(name);
  }
  if (!parts.has("train")) return undefined;
  if (await holdImages(root, others, images)) return undefined;
  const validation = parts.get("val");
  if (validation && !parts.has("test")) {
    parts.delete("val");
    parts.set("test", validation);
  }
  return parts;
}

/** Whether there are images in some folders; one that cannot be read holds none, as in a listing. */
async function holdImages(
  root: string,
  folders: readonly string[],
  images?: readonly string[],
): Promise<boolean> {
  if (images) {
    const first = new Set(images.map(firstName));
    return folders.some((folder) => first.has(folder));
  }
  for (const folder of folders) {
    const found = await listImages(join(root, folder)).catch(() => undefined);
    if (found && found.images.length > 0) return true;
  }
  return false;
}

const firstName = (path: string) => path.split("/", 1)[0];

/** The splits that can be opened. */
export function splitsOf(parts: Parts | undefined): string[] {
  if (!parts) return ["train"];
  return [...parts.keys(), ...parts.has("test") ? ["train+test"] : []].sort(byteOrder);
}

/** The split that a path belongs to, where a folder is parted. */
export function splitOf(path: string, parts: Parts): string | undefined {
  const first = firstName(path);
  return [...parts].find(([, folders]) => folders.includes(first))?.[0];
}
