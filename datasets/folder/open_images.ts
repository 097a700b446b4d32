import { CrlcError } from "../../core/errors.ts";
import type { CachePlace, Quarantined } from "../dataset.ts";
import type { ImageSource } from "../image_source.ts";
import { memorySource } from "../memory.ts";
import { identify } from "./identify.ts";
import { keepImages } from "./keep_images.ts";
import { openKept } from "./open_kept.ts";
import { allBad, prepareImages, type PrepareOptions } from "./prepare_images.ts";
import { quoteName } from "../../core/quote_name.ts";
import { type Marks, MOST_WITHOUT_CACHE, type Prepared } from "./prepared.ts";
import type { Listing } from "./walk.ts";

export interface OpenImagesOptions extends PrepareOptions {
  /** Whose images they are: data sets with other images of the same folder have other words. */
  readonly purpose: string;
  /** Where the prepared images are kept; absent, everything is decoded anew and held in memory. */
  readonly cache?: CachePlace;
}

/** The images that could be used, in the order of the listing. */
export interface OpenedImages {
  readonly paths: readonly string[];
  /** Squares `[size, size, 3]`. */
  readonly source: ImageSource;
  readonly quarantined: readonly Quarantined[];
  readonly marks: Marks;
}

/**
 * Opens the images of a listing as squares: those kept from an earlier time, or decoded now and
 * kept for the next.
 *
 * @param root The folder that was listed.
 * @throws {CrlcError} `TOO_MANY_BAD_IMAGES`; `TOO_MANY_IMAGES` for memory and `CACHE_TOO_SMALL`,
 *   both of kind `resource`.
 */
export async function openImages(
  root: string,
  listing: Listing,
  options: OpenImagesOptions,
): Promise<OpenedImages> {
  const { source, bad, marks } = options.cache
    ? await openCached(root, listing, { ...options, cache: options.cache })
    : await holdImages(root, listing, options);
  return {
    ...{ source, marks },
    paths: listing.images.filter((_, i) => !bad.has(i)),
    quarantined: allBad(listing, bad),
  };
}

async function openCached(
  root: string,
  listing: Listing,
  options: OpenImagesOptions & { readonly cache: CachePlace },
): Promise<Prepared> {
  const key = await identify(root, listing.images, options);
  const kept = options.cache.rebuild ? undefined : await openKept(root, listing, key, options);
  return kept ?? await keepImages(root, listing, key, options) ??
    await holdImages(root, listing, options);
}

/** Decodes everything into memory. */
async function holdImages(
  root: string,
  listing: Listing,
  options: PrepareOptions,
): Promise<Prepared> {
  const { size } = options, bytes = size * size * 3;
  const pixels = new Uint8Array(room(listing.images.length * bytes, root, listing.images.length));
  let at = 0;
  const found = await prepareImages(root, listing, options, (image) => {
    pixels.set(image, at);
    at += bytes;
  });
  return { ...found, source: memorySource([size, size, 3], pixels.subarray(0, at)) };
}

function room(bytes: number, root: string, count: number): number {
  if (bytes <= MOST_WITHOUT_CACHE) return bytes;
  throw new CrlcError(
    "resource",
    "TOO_MANY_IMAGES",
    `Cannot hold folder ${quoteName(root)} in memory: ${
      MOST_WITHOUT_CACHE / 2 ** 30
    } GiB are the ` +
      `most, and ${count} images need ${(bytes / 2 ** 30).toFixed(1)} GiB`,
    {
      hint: "without --no-cache they are kept on the disk; or store smaller images: --set size=64",
    },
  );
}
