import { join } from "node:path";
import { messageOf } from "../../core/errors.ts";
import { entryPath, touchEntry } from "../cache/entries.ts";
import { DamagedEntry } from "../cache/entry_format.ts";
import { entrySource } from "../cache/entry_source.ts";
import { type Entry, openEntry } from "../cache/open_entry.ts";
import type { CachePlace } from "../dataset.ts";
import { prepareImage } from "../images/prepare.ts";
import { memorySource } from "../memory.ts";
import { areTooMany, tooManyBad } from "./judge.ts";
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
  { size, maxBad, cache }: { size: number; maxBad: number; cache: CachePlace },
): Promise<Prepared | undefined> {
  const path = entryPath(cache.folder, key);
  let entry: Entry | undefined;
  try {
    entry = await openEntry(path);
    const bad = new Map(entry.meta.bad);
    if (entry.meta.key !== key || bad.size + entry.length !== listing.images.length) {
      throw new DamagedEntry("is of other files");
    }
    if (await isOver(root, listing, bad)) {
      entry[Symbol.dispose]();
      return undefined;
    }
    demandFewBad(root, listing, bad, maxBad);
    const source = fitsMemory(entry.length * size * size * 3, cache)
      ? await loadEntry(entry)
      : entrySource(entry, { path, cache, again: decodeAgain(root, listing, bad, size) });
    await touchEntry(path);
    return { source, bad };
  } catch (error) {
    entry?.[Symbol.dispose]();
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (!(error instanceof DamagedEntry || error instanceof Deno.errors.PermissionDenied)) {
      throw error;
    }
    cache.warn?.(
      `The images are decoded anew, since what is kept of them ${
        error instanceof DamagedEntry ? error.message : `cannot be read (${messageOf(error)})`
      }`,
    );
    return undefined;
  }
}

/** All images of an entry in memory; the entry is closed. */
async function loadEntry(entry: Entry) {
  const { shape, digest } = entry.meta;
  const pixels = new Uint8Array(entry.length * shape[0] * shape[1] * shape[2]);
  const bad = await entry.read(Uint32Array.from({ length: entry.length }, (_, i) => i), pixels);
  if (bad.length > 0) throw new DamagedEntry(`is damaged: ${bad.length} images are not whole`);
  entry[Symbol.dispose]();
  return memorySource(shape, pixels, digest);
}

/** Whether a reason for which a file was bad is over: it could not be read, and now it can. */
async function isOver(
  root: string,
  { images }: Listing,
  bad: ReadonlyMap<number, string>,
): Promise<boolean> {
  for (const [i, reason] of bad) {
    if (mayPass(reason) && await readImage(join(root, images[i])).then(() => true, () => false)) {
      return true;
    }
  }
  return false;
}

function demandFewBad(
  root: string,
  listing: Listing,
  bad: ReadonlyMap<number, string>,
  maxBad: number,
): void {
  const total = listing.images.length + listing.quarantined.length;
  const all = allBad(listing, bad);
  if (areTooMany(all.length, total, maxBad)) throw tooManyBad(root, all, total, false, maxBad);
}

/** Decodes one image once more, by its number among the good ones. */
function decodeAgain(
  root: string,
  { images }: Listing,
  bad: ReadonlyMap<number, string>,
  size: number,
): (index: number) => Promise<Uint8Array> {
  let good: string[] | undefined;
  return async (index) => {
    good ??= images.filter((_, i) => !bad.has(i));
    return await prepareImage(await readImage(join(root, good[index])), size);
  };
}
