import { join } from "node:path";
import type { PassedOver, Quarantined } from "../dataset.ts";
import { isTaken } from "../../core/exists.ts";
import { sniff } from "../images/sniff.ts";
import { RAW, type Unread, UNREAD_BYTES, unreadKind, unreadReason } from "../images/unread.ts";
import { byteOrder } from "./byte_order.ts";
import { leftoverOf } from "./leftovers.ts";
import { systemReason } from "./system_reason.ts";

/** The images of a folder. */
export interface Listing {
  /** Paths of files to be read as images, relative, with `/`, in byte order. */
  readonly images: readonly string[];
  /** What could be an image, or hold some, and cannot be reached or read. */
  readonly quarantined: readonly Quarantined[];
}

/** All that was found in a folder. */
export interface Walked extends Listing {
  /** Every folder below, with images or without, relative, in byte order. */
  readonly folders: readonly string[];
  /** What programs have left, and links that lead to what is there already. */
  readonly passedOver: readonly PassedOver[];
}

const EXTENSIONS = /\.(jpe?g|jpe|jfif|a?png|webp|avif|bmp|dib|tiff?|gif|hei[cf]|heics|hif)$/i;
/** Deeper folders are not gone into. */
const MOST_DEPTH = 100;

/** What stands for bytes of a name that are not UTF-8. Such a name opens nothing. */
const REPLACEMENT = "\ufffd";

/** What links are passed over for. */
export const LOOP = "links to a folder that they lie in";
export const NOWHERE = "links that lead nowhere";
const TWICE = "links to what is there already";
export const OTHERS = "other files";
/** A file by a name of another kind, whose content may be that of a raw photo. */
const TIFF: Unread = {
  what: "a TIFF file by another name",
  mend: "call it .tif if it is a picture",
  picture: true,
};

/** Whether a file is taken for an image by its name alone. */
export function hasImageName(name: string): boolean {
  return EXTENSIONS.test(name);
}

/** A folder that is still to be walked. */
interface Pending {
  /** Relative to the root, through links. */
  readonly folder: string;
  /** Where it really lies. */
  readonly real: string;
  readonly depth: number;
}

/** A file or a link. */
interface Entry {
  readonly path: string;
  /** Where it really lies; of a link, where the link itself does. */
  readonly real: string;
}

interface Link extends Entry {
  readonly name: string;
  readonly depth: number;
}

/**
 * Lists the images of a folder and of all folders below.
 *
 * A file is taken for an image by its extension, or, where the extension is another one or none,
 * by its first bytes. What shows something and is not read is quarantined (`unread.ts`). Other files,
 * pipes, sockets and devices are passed over, and so is what programs leave behind (`leftovers.ts`);
 * pipes are never opened. Symbolic links are followed to
 * pictures and folders, wherever they lie, after everything that lies in the folder itself; each
 * real file comes once, so that the walk ends.
 *
 * @param root An existing folder.
 * @throws What reading `root` itself throws.
 */
export async function listImages(root: string): Promise<Walked> {
  const walk = new FolderWalk(root);
  await walk.walkFrom({ folder: "", real: await Deno.realPath(root), depth: 0 });
  await walk.followLinks();
  return walk.found();
}

/** A walk through a folder: what it has found, and what it has still to look at. */
class FolderWalk {
  readonly #root: string;
  readonly #images: string[] = [];
  readonly #quarantined: Quarantined[] = [];
  readonly #folders: string[] = [];
  readonly #passedOver = new Map<string, PassedOver>();
  /** Real paths of the folders walked. */
  readonly #walked = new Set<string>();
  /** Real paths of the images; filled only once there is a link. */
  readonly #listed = new Set<string>();
  /** Image files that are not listed yet. */
  readonly #files: Entry[] = [];
  readonly #links: Link[] = [];
  /** Raw photos: they count where the photo itself is not there as well. */
  readonly #raw: string[] = [];
  readonly #pending: Pending[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  /** Walks a folder and all folders below, and lists their images; links are kept for later. */
  async walkFrom(first?: Pending): Promise<void> {
    if (first) this.#pending.push(first);
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) {
      if (this.#walked.has(next.real)) this.#passOver(TWICE, next.folder);
      else await this.#readFolder(next);
    }
    this.#listFiles();
  }

  /** Follows the links, and those that they lead to. */
  async followLinks(): Promise<void> {
    while (this.#links.length > 0) {
      const next = this.#links.splice(0).sort((a, b) => byteOrder(a.path, b.path));
      for (const link of next) {
        await this.#follow(link);
        await this.walkFrom();
      }
    }
  }

  found(): Walked {
    this.#listRaw();
    return {
      images: this.#images.sort(byteOrder),
      quarantined: this.#quarantined.sort((a, b) => byteOrder(a.path, b.path)),
      folders: this.#folders.sort(byteOrder),
      passedOver: [...this.#passedOver.values()],
    };
  }

  async #readFolder({ folder, real, depth }: Pending): Promise<void> {
    this.#walked.add(real);
    if (folder !== "") this.#folders.push(folder);
    try {
      for await (const entry of Deno.readDir(join(this.#root, folder))) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        await this.#look(entry, path, join(real, entry.name), depth);
      }
    } catch (error) {
      if (folder === "") throw error;
      this.#quarantine(folder, `cannot be read: ${systemReason(error)}`);
    }
  }

  /** Sorts out one entry of a folder. */
  async #look(entry: Deno.DirEntry, path: string, real: string, depth: number): Promise<void> {
    const { name } = entry, leftover = leftoverOf(name, entry.isDirectory);
    if (leftover !== undefined) return this.#passOver(leftover, path);
    const damaged = name.includes(REPLACEMENT) && !isTaken(join(this.#root, path));
    if (damaged) {
      if (entry.isDirectory || entry.isSymlink || hasImageName(name)) {
        this.#quarantine(path, "has a name that is not UTF-8: rename it");
      }
    } else if (entry.isSymlink) {
      this.#links.push({ path, real, name, depth });
    } else if (entry.isDirectory) {
      this.#descend(path, real, depth);
    } else if (entry.isFile) {
      await this.#sortOut({ path, real }, name);
    }
  }

  /** Takes a file for an image, or for what it is. */
  async #sortOut(file: Entry, name: string): Promise<void> {
    const kind = hasImageName(name) ? "image" : await kindOf(join(this.#root, file.path), name);
    if (kind === "image") this.#files.push(file);
    else if (kind === undefined) this.#passOver(OTHERS, file.path);
    else if (kind === RAW) this.#raw.push(file.path);
    else this.#quarantine(file.path, unreadReason(kind), kind.picture ? undefined : true);
  }

  #listRaw(): void {
    const stem = (path: string) => path.replace(/\.[^./]*$/, "").toLowerCase();
    const photos = this.#raw.length > 0 ? new Set(this.#images.map(stem)) : undefined;
    for (const path of this.#raw.splice(0)) {
      if (photos?.has(stem(path))) {
        this.#quarantine(path, "is a raw photo beside the photo itself, and is not read", true);
      } else this.#quarantine(path, unreadReason(RAW));
    }
  }

  #descend(folder: string, real: string, depth: number): void {
    if (depth < MOST_DEPTH) this.#pending.push({ folder, real, depth: depth + 1 });
    else this.#quarantine(folder, `lies more than ${MOST_DEPTH} folders deep`);
  }

  /** Lists the files found; once there are links, each real file once. */
  #listFiles(): void {
    for (const { path, real } of this.#files.splice(0)) {
      if (this.#links.length > 0 || this.#listed.size > 0) {
        if (this.#listed.has(real)) {
          this.#passOver(TWICE, path);
          continue;
        }
        this.#listed.add(real);
      }
      this.#images.push(path);
    }
  }

  async #follow({ path, name, depth, real: own }: Link): Promise<void> {
    const place = join(this.#root, path);
    let real: string, target: Deno.FileInfo;
    try {
      [real, target] = [await Deno.realPath(place), await Deno.stat(place)];
    } catch (error) {
      // One that leads nowhere may be meant for anything; an image's name says what for.
      if (hasImageName(name)) this.#quarantine(path, brokenLink(error));
      else this.#passOver(NOWHERE, path);
      return;
    }
    if (target.isDirectory) {
      const above = `${own}/`.startsWith(real.endsWith("/") ? real : `${real}/`);
      if (above) this.#passOver(LOOP, path);
      else if (this.#walked.has(real)) this.#passOver(TWICE, path);
      else this.#descend(path, real, depth);
    } else if (target.isFile) {
      await this.#sortOut({ path, real }, name);
    }
  }

  #passOver(what: string, path: string): void {
    const { count = 0, first = path } = this.#passedOver.get(what) ?? {};
    this.#passedOver.set(what, { what, count: count + 1, first });
  }

  #quarantine(path: string, reason: string, aside?: true): void {
    this.#quarantined.push({ path, reason, ...aside && { aside } });
  }
}

function brokenLink(error: unknown): string {
  return error instanceof Deno.errors.NotFound
    ? "is a link to a file that is not there"
    : `is a link that cannot be followed: ${systemReason(error)}`;
}

/** What a file is by its content; nothing where it shows nothing or cannot be read. */
async function kindOf(
  path: string,
  name: string,
): Promise<"image" | Unread | undefined> {
  const head = new Uint8Array(UNREAD_BYTES);
  let length = 0;
  try {
    using file = await Deno.open(path);
    length = await file.read(head) ?? 0;
  } catch {
    // Its name may tell all the same.
  }
  const start = head.subarray(0, length), format = sniff(start);
  // Raw photos of most cameras are TIFF files too.
  const unsure = format === "tiff" && name.includes(".");
  if (format !== undefined && !unsure) return "image";
  return unreadKind(start, name) ?? (unsure ? TIFF : undefined);
}
