import { basename, dirname } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { claim } from "../../core/claim.ts";
import { entryPath, listEntries, makeRoom } from "../cache/entries.ts";
import { writeEntry } from "../cache/write_entry.ts";
import type { CachePlace } from "../dataset.ts";
import { digestOf } from "../image_source.ts";
import { openKept } from "./open_kept.ts";
import { prepareImages, type PrepareOptions } from "./prepare_images.ts";
import { MOST_WITHOUT_CACHE, type Prepared } from "./prepared.ts";
import { quoteName } from "../../core/quote_name.ts";
import type { Listing } from "./walk.ts";

type Options = PrepareOptions & { readonly cache: CachePlace };

/**
 * Decodes the images of a listing into a file of the cache, and opens them from there.
 *
 * They are written beside their place and get there by rename. Of several processes one decodes, and
 * the others wait for it.
 *
 * @param key Of just these files.
 * @returns Nothing where they cannot be kept and can do without; then it says why.
 * @throws {CrlcError} `TOO_MANY_BAD_IMAGES`, and of kind `resource` what keeps a set from the disk
 *   that is too large for memory.
 */
export async function keepImages(
  root: string,
  listing: Listing,
  key: string,
  options: Options,
): Promise<Prepared | undefined> {
  const { size, cache } = options;
  const bytes = listing.images.length * size * size * 3;
  const unkept = (error: unknown): undefined => {
    if (error instanceof CrlcError) throw error;
    if (bytes > MOST_WITHOUT_CACHE) throw notWritten(root, cache, error);
    cache.warn?.(`The prepared images are not kept for the next time: ${messageOf(error)}`);
  };
  if (bytes > cache.limit) {
    if (bytes > MOST_WITHOUT_CACHE) throw tooSmall(root, bytes, cache);
    return unkept(
      `they need ${gibibytes(bytes)}, and the cache may take ${gibibytes(cache.limit)}`,
    );
  }
  const path = entryPath(cache.folder, key), part = `${path}.part`;
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    let waited = false;
    using file = await claim(part, () => {
      waited = true;
      cache.warn?.("Another process is preparing these images: waiting for it");
    });
    // What another process has made meanwhile is new even where everything is to be.
    const made = cache.rebuild && !waited ? undefined : await openKept(root, listing, key, options);
    if (made) {
      await Deno.remove(part);
      return made;
    }
    try {
      await makeRoom(cache.folder, bytes, cache.limit);
      await write(file, root, listing, key, options);
      await Deno.rename(part, path);
    } catch (error) {
      await Deno.remove(part).catch(() => {});
      throw error;
    }
    await removeOlder(cache.folder, key);
  } catch (error) {
    return unkept(error);
  }
  return await openKept(root, listing, key, options);
}

/** Decodes into a file that is ours alone. */
async function write(
  file: Deno.FsFile,
  root: string,
  listing: Listing,
  key: string,
  options: Options,
): Promise<void> {
  const { size } = options, shape: [number, number, number] = [size, size, 3];
  const { length } = listing.images;
  // A process that was ended may have left something.
  await file.truncate(0);
  const writer = writeEntry(file, length, size * size * 3);
  const hash = digestOf(length, shape);
  const { bad, marks } = await prepareImages(root, listing, options, (image) => {
    writer.append(image);
    hash.update(image);
  });
  // The digest begins with the number of images, which is certain only now.
  const digest = bad.size === 0
    ? hash.digest("hex")
    : await writer.digest(digestOf(length - bad.size, shape));
  await writer.finish({ key, digest, shape, bad: [...bad].sort(([a], [b]) => a - b), ...marks });
}

/** Removes what was kept of the same folder before it changed. */
async function removeOlder(folder: string, key: string): Promise<void> {
  const place = key.slice(0, key.indexOf("-") + 1);
  for (const { path } of await listEntries(folder)) {
    if (basename(path).startsWith(place) && path !== entryPath(folder, key)) {
      await Deno.remove(path).catch(() => {});
    }
  }
}

function notWritten(root: string, { folder }: CachePlace, cause: unknown): CrlcError {
  return new CrlcError(
    "resource",
    "CACHE_NOT_WRITTEN",
    `Cannot prepare folder ${
      quoteName(root)
    }: its images must be kept on the disk, and cannot be ` +
      `written to "${folder}" (${messageOf(cause)})`,
    { hint: "make room, or choose another folder with CRLC_CACHE_DIR", cause },
  );
}

function tooSmall(root: string, bytes: number, { limit }: CachePlace): CrlcError {
  return new CrlcError(
    "resource",
    "CACHE_TOO_SMALL",
    `Cannot prepare folder ${quoteName(root)}: its images must be kept on the disk and need ${
      gibibytes(bytes)
    }, and the cache may take ${gibibytes(limit)}`,
    {
      hint: `allow more with CRLC_CACHE_LIMIT=${Math.ceil(bytes / 2 ** 30)}, in GiB, or store ` +
        "smaller images: --set size=64",
    },
  );
}

const gibibytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
