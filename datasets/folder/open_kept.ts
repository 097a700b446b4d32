import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { entryPath, touchEntry } from "../cache/entries.ts";
import { DamagedEntry } from "../cache/entry_format.ts";
import { entrySource } from "../cache/entry_source.ts";
import { type Entry, openEntry } from "../cache/open_entry.ts";
import type { CachePlace } from "../dataset.ts";
import type { ImageSource } from "../image_source.ts";
import { memorySource } from "../memory.ts";
import type { SquareForm } from "../images/square_form.ts";
import { areTooMany, counting, tooManyBad } from "./judge.ts";
import { NEEDS_HEIC } from "../images/heif/decode_heif.ts";
import { findPart, requirePart } from "../../parts/find_part.ts";
import { prepareFile } from "./prepare_file.ts";
import { allBad } from "./prepare_images.ts";
import { fitsMemory, type Prepared } from "./prepared.ts";
import { mayPass, readImage } from "./read_image.ts";
import type { Listing } from "./walk.ts";

/**
 * Opens the images that were prepared at an earlier time.
 *
 * @param key Of just these files.
 * @returns Nothing where none are kept, or where they cannot be used; then it says why.
 * @throws {CrlcError} `TOO_MANY_BAD_IMAGES`, as decoding would have.
 */
export async function openKept(
  root: string,
  listing: Listing,
  key: string,
  { size, maxBad, cache, interpolation, fit }:
    & { size: number; maxBad: number; cache: CachePlace }
    & SquareForm,
): Promise<Prepared | undefined> {
  const path = entryPath(cache.folder, key);
  try {
    return await use(await openEntry(path));
  } catch (error) {
    if (error instanceof CrlcError) throw error;
    if (error instanceof DamagedEntry) {
      cache.warn?.(`The images are decoded anew, since what is kept of them ${error.message}`);
      await Deno.remove(path).catch(() => {});
    }
    // Otherwise there is none, or none that can be opened; whoever makes one sees to that.
    return undefined;
  }

  async function use(entry: Entry): Promise<Prepared | undefined> {
    let source: ImageSource | undefined;
    try {
      const bad = new Map(entry.meta.bad), { flat = [], stretched = [] } = entry.meta;
      const marks = { flat, stretched };
      if (entry.meta.key !== key || bad.size + entry.length !== listing.images.length) {
        throw new DamagedEntry("is of other files");
      }
      if (await isOver(root, listing, bad)) return undefined;
      requireFewBad(root, listing, bad, maxBad);
      await touchEntry(path);
      if (fitsMemory(entry.length * size * size * 3, cache)) {
        return { bad, marks, source: await load(entry) };
      }
      source = entrySource(entry, {
        path,
        cache,
        again: decodeAgain(root, listing, bad, size, { interpolation, fit }),
      });
      return { source, bad, marks };
    } finally {
      // Only what is read from it needs it any longer.
      if (!source) entry[Symbol.dispose]();
    }
  }
}

/** All images of an entry in memory. */
async function load(entry: Entry): Promise<ImageSource> {
  const { shape, digest } = entry.meta;
  const pixels = new Uint8Array(entry.length * shape[0] * shape[1] * shape[2]);
  const bad = await entry.read(Uint32Array.from({ length: entry.length }, (_, i) => i), pixels);
  if (bad.length > 0) {
    throw new DamagedEntry(`is damaged: ${bad.length} of ${entry.length} images are not whole`);
  }
  return memorySource(shape, pixels, digest);
}

/** Whether a reason for which a file was bad is over: it could not be read, and now it can. */
async function isOver(
  root: string,
  { images }: Listing,
  bad: ReadonlyMap<number, string>,
): Promise<boolean> {
  for (const [i, reason] of bad) {
    if (reason === NEEDS_HEIC && findPart("heic") !== undefined) return true;
    if (mayPass(reason) && await readImage(join(root, images[i])).then(() => true, () => false)) {
      return true;
    }
  }
  return false;
}

function requireFewBad(
  root: string,
  listing: Listing,
  bad: ReadonlyMap<number, string>,
  maxBad: number,
): void {
  const counted = counting(listing.quarantined).length, total = listing.images.length + counted;
  const all = allBad(listing, bad);
  if (!areTooMany(counted + bad.size, total, maxBad)) return;
  if ([...bad.values()].includes(NEEDS_HEIC)) requirePart("heic");
  throw tooManyBad(root, all, total, false, maxBad);
}

/** Decodes one image once more, by its number among the good ones. */
function decodeAgain(
  root: string,
  { images }: Listing,
  bad: ReadonlyMap<number, string>,
  size: number,
  form: SquareForm,
): (index: number) => Promise<Uint8Array> {
  let good: string[] | undefined;
  return async (index) => {
    good ??= images.filter((_, i) => !bad.has(i));
    return await prepareFile(join(root, good[index]), size, form);
  };
}
