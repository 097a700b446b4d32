import { CrlcError, messageOf } from "../../core/errors.ts";
import type { CachePlace } from "../dataset.ts";
import type { ImageSource } from "../image_source.ts";
import type { Entry } from "./open_entry.ts";

/**
 * The images of an entry as the source of a data set, read whenever they are asked for. One that is
 * damaged is made again; the entry is then removed at the end, so that the next start makes it anew.
 *
 * @param again Makes an image again.
 */
export function entrySource(entry: Entry, { path, cache, again }: {
  path: string;
  cache: CachePlace;
  again: (index: number) => Promise<Uint8Array>;
}): ImageSource {
  const { shape, digest } = entry.meta;
  const size = shape[0] * shape[1] * shape[2];
  let damaged = false;

  async function mend(index: number): Promise<Uint8Array> {
    if (!damaged) {
      damaged = true;
      cache.warn?.("Some of the images that are kept are damaged and are decoded anew");
    }
    let reason = "it has changed since";
    try {
      const pixels = await again(index);
      if (entry.fits(index, pixels)) return pixels;
    } catch (error) {
      reason = messageOf(error);
    }
    throw new CrlcError(
      "data",
      "IMAGE_LOST",
      `Cannot read image ${index}: what is kept of it must be whole or its file as it was, and neither is (${reason})`,
      { hint: "the same command prepares the images anew" },
    );
  }

  return {
    length: entry.length,
    shape,
    digest,
    async read(indices, into) {
      for (const place of await entry.read(indices, into)) {
        into.set(await mend(indices[place]), place * size);
      }
    },
    async [Symbol.asyncDispose]() {
      entry[Symbol.dispose]();
      if (damaged) await Deno.remove(path).catch(() => {});
    },
  };
}
