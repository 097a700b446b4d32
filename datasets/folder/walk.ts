import { join } from "node:path";
import type { Quarantined } from "../dataset.ts";
import { sniff, SNIFF_BYTES } from "../images/sniff.ts";
import { byteOrder } from "./byte_order.ts";
import { systemReason } from "./system_reason.ts";

/** What a folder holds. */
export interface Listing {
  /** Paths of files to be read as images, relative, with `/`, in byte order. */
  readonly images: readonly string[];
  /** What could be an image, or hold some, and cannot be reached. */
  readonly quarantined: readonly Quarantined[];
}

const EXTENSIONS = /\.(jpe?g|jpe|jfif|a?png|webp|avif|bmp|dib|tiff?|gif|hei[cf])$/i;
/** Left by operating systems; `.` also hides what is to be hidden. */
export const HIDDEN = /^(\.|__MACOSX$)/;
/** Deeper folders are not gone into. */
const MOST_DEPTH = 100;

/** What stands for bytes of a name that are not UTF-8. Such a name opens nothing. */
const REPLACEMENT = "\ufffd";

/** Whether a file is taken for an image by its name alone. */
export function hasImageName(name: string): boolean {
  return EXTENSIONS.test(name);
}

/**
 * Lists the images of a folder and of all folders below.
 *
 * A file is taken for an image by its extension, or, where the extension is another one or none,
 * by its first bytes. Other files, hidden ones, pipes, sockets and devices are passed over; pipes
 * are never opened. Symbolic links are not followed, so the walk ends, and are listed as
 * quarantined if they could be images or folders of some.
 *
 * @param root An existing folder.
 * @throws What reading `root` itself throws.
 */
export async function listImages(root: string): Promise<Listing> {
  const images: string[] = [], quarantined: Quarantined[] = [];
  const pending = [{ folder: "", depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { folder, depth } = next;
    try {
      for await (const entry of Deno.readDir(join(root, folder))) {
        if (HIDDEN.test(entry.name)) continue;
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        const damaged = entry.name.includes(REPLACEMENT) && !await exists(join(root, path));
        if (entry.isSymlink) {
          if (await couldMatter(join(root, path), entry.name)) {
            quarantined.push({ path, reason: "is a symbolic link, which is not followed" });
          }
        } else if (damaged) {
          if (entry.isDirectory || hasImageName(entry.name)) {
            quarantined.push({ path, reason: "has a name that is not UTF-8: rename it" });
          }
        } else if (entry.isDirectory) {
          if (depth < MOST_DEPTH) pending.push({ folder: path, depth: depth + 1 });
          else quarantined.push({ path, reason: `lies more than ${MOST_DEPTH} folders deep` });
        } else if (entry.isFile) {
          if (hasImageName(entry.name) || await looksLikeImage(join(root, path), entry.name)) {
            images.push(path);
          }
        }
      }
    } catch (error) {
      if (folder === "") throw error;
      quarantined.push({ path: folder, reason: `cannot be read: ${systemReason(error)}` });
    }
  }
  return {
    images: images.sort(byteOrder),
    quarantined: quarantined.sort((a, b) => byteOrder(a.path, b.path)),
  };
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

/** Whether a link may stand for images: not one to a file of another kind. */
async function couldMatter(path: string, name: string): Promise<boolean> {
  if (hasImageName(name)) return true;
  return await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false);
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
