import { join } from "node:path";
import type { PassedOver, Quarantined } from "../dataset.ts";
import { sniff, SNIFF_BYTES } from "../images/sniff.ts";
import { byteOrder } from "./byte_order.ts";
import { leftoverOf } from "./leftovers.ts";
import { systemReason } from "./system_reason.ts";

/** The images of a folder. */
export interface Listing {
  /** Paths of files to be read as images, relative, with `/`, in byte order. */
  readonly images: readonly string[];
  /** What could be an image, or hold some, and cannot be reached. */
  readonly quarantined: readonly Quarantined[];
}

/** All that was found in a folder. */
export interface Walked extends Listing {
  /** Every folder below, with images or without, relative, in byte order. */
  readonly folders: readonly string[];
  /** What programs have left, and links that lead to what is there already. */
  readonly passedOver: readonly PassedOver[];
}

const EXTENSIONS = /\.(jpe?g|jpe|jfif|a?png|webp|avif|bmp|dib|tiff?|gif|hei[cf])$/i;
/** Deeper folders are not gone into. */
const MOST_DEPTH = 100;

/** What stands for bytes of a name that are not UTF-8. Such a name opens nothing. */
const REPLACEMENT = "\ufffd";

/** What links are passed over for. */
export const LOOP = "links to a folder that they lie in";
const TWICE = "links to what is there already";

/** Whether a file is taken for an image by its name alone. */
export function hasImageName(name: string): boolean {
  return EXTENSIONS.test(name);
}

interface Pending {
  /** Relative to the root, through links. */
  readonly folder: string;
  /** Where it really lies. */
  readonly real: string;
  readonly depth: number;
}

/**
 * Lists the images of a folder and of all folders below.
 *
 * A file is taken for an image by its extension, or, where the extension is another one or none,
 * by its first bytes. Other files, pipes, sockets and devices are passed over, and so is what
 * programs leave behind (`leftovers.ts`); pipes are never opened. Symbolic links are followed to
 * pictures and folders, wherever they lie, after everything that lies in the folder itself; each
 * real file comes once, so that the walk ends.
 *
 * @param root An existing folder.
 * @throws What reading `root` itself throws.
 */
export async function listImages(root: string): Promise<Walked> {
  const images: string[] = [], quarantined: Quarantined[] = [], folders: string[] = [];
  const passed = new Map<string, PassedOver>();
  const passOver = (what: string, path: string) => {
    const { count = 0, first = path } = passed.get(what) ?? {};
    passed.set(what, { what, count: count + 1, first });
  };
  const realRoot = await Deno.realPath(root);
  /** Real paths of the folders walked, and of the images; of these only where there is a link. */
  const walked = new Set<string>(), listed = new Set<string>();
  const found: { path: string; real: string }[] = [];
  const links: { path: string; real: string; name: string; depth: number }[] = [];
  const pending: Pending[] = [{ folder: "", real: realRoot, depth: 0 }];

  async function walk({ folder, real, depth }: Pending): Promise<void> {
    walked.add(real);
    if (folder !== "") folders.push(folder);
    try {
      for await (const entry of Deno.readDir(join(root, folder))) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        const leftover = leftoverOf(entry.name);
        if (leftover !== undefined) {
          passOver(leftover, path);
          continue;
        }
        const own = join(real, entry.name);
        const damaged = entry.name.includes(REPLACEMENT) && !await exists(join(root, path));
        if (damaged) {
          if (entry.isDirectory || entry.isSymlink || hasImageName(entry.name)) {
            quarantined.push({ path, reason: "has a name that is not UTF-8: rename it" });
          }
        } else if (entry.isSymlink) {
          links.push({ path, real: own, name: entry.name, depth });
        } else if (entry.isDirectory) {
          if (depth < MOST_DEPTH) pending.push({ folder: path, real: own, depth: depth + 1 });
          else quarantined.push({ path, reason: `lies more than ${MOST_DEPTH} folders deep` });
        } else if (entry.isFile && await isImage(join(root, path), entry.name)) {
          found.push({ path, real: own });
        }
      }
    } catch (error) {
      if (folder === "") throw error;
      quarantined.push({ path: folder, reason: `cannot be read: ${systemReason(error)}` });
    }
  }

  async function walkAll(): Promise<void> {
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (walked.has(next.real)) passOver(TWICE, next.folder);
      else await walk(next);
    }
    for (const { path, real } of found.splice(0)) {
      if (links.length > 0 || listed.size > 0) {
        if (listed.has(real)) {
          passOver(TWICE, path);
          continue;
        }
        listed.add(real);
      }
      images.push(path);
    }
  }

  async function follow({ path, name, depth, real: own }: typeof links[number]): Promise<void> {
    const place = join(root, path);
    let real: string, target: Deno.FileInfo;
    try {
      [real, target] = [await Deno.realPath(place), await Deno.stat(place)];
    } catch (error) {
      // One that leads nowhere may be meant for anything; an image's name says what for.
      if (hasImageName(name)) {
        const reason = error instanceof Deno.errors.NotFound
          ? "is a link to a file that is not there"
          : `is a link that cannot be followed: ${systemReason(error)}`;
        quarantined.push({ path, reason });
      }
      return;
    }
    if (target.isDirectory) {
      const above = `${own}/`.startsWith(real.endsWith("/") ? real : `${real}/`);
      if (above) passOver(LOOP, path);
      else if (walked.has(real)) passOver(TWICE, path);
      else if (depth < MOST_DEPTH) pending.push({ folder: path, real, depth: depth + 1 });
      else quarantined.push({ path, reason: `lies more than ${MOST_DEPTH} folders deep` });
    } else if (target.isFile && await isImage(place, name)) {
      found.push({ path, real });
    }
  }

  await walkAll();
  while (links.length > 0) {
    const next = links.splice(0).sort((a, b) => byteOrder(a.path, b.path));
    for (const link of next) {
      await follow(link);
      await walkAll();
    }
  }
  return {
    images: images.sort(byteOrder),
    quarantined: quarantined.sort((a, b) => byteOrder(a.path, b.path)),
    folders: folders.sort(byteOrder),
    passedOver: [...passed.values()],
  };
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

async function isImage(path: string, name: string): Promise<boolean> {
  return hasImageName(name) || await looksLikeImage(path, name);
}

async function looksLikeImage(path: string, name: string): Promise<boolean> {
  try {
    using file = await Deno.open(path);
    const head = new Uint8Array(SNIFF_BYTES);
    const n = await file.read(head) ?? 0;
    const format = sniff(head.subarray(0, n));
    // Raw photos of most cameras are TIFF files too.
    return format !== undefined && !(format === "tiff" && name.includes("."));
  } catch {
    return false;
  }
}
