import type { ImageFormat } from "./sniff.ts";
import { readAvif } from "./headers/avif.ts";
import { readBmp } from "./headers/bmp.ts";
import { readGif } from "./headers/gif.ts";
import type { ImageHeader } from "./headers/image_header.ts";
import { readJpeg } from "./headers/jpeg.ts";
import { readPng } from "./headers/png.ts";
import { readTiff } from "./headers/tiff.ts";
import { readWebp } from "./headers/webp.ts";

/** Formats that can be decoded. */
export type DecodableFormat = Exclude<ImageFormat, "heic" | "bigtiff">;

const READERS: Readonly<Record<DecodableFormat, (bytes: Uint8Array) => ImageHeader | undefined>> = {
  avif: readAvif,
  bmp: readBmp,
  gif: readGif,
  jpeg: readJpeg,
  png: readPng,
  tiff: readTiff,
  webp: readWebp,
};

/**
 * Reads size, orientation and completeness from an image file, so that nothing is decoded that is
 * too large or cut.
 *
 * @returns `undefined` where the header is damaged.
 */
export function readHeader(bytes: Uint8Array, format: DecodableFormat): ImageHeader | undefined {
  try {
    return READERS[format](bytes);
  } catch (error) {
    // What a DataView throws beyond the last byte.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export const isDecodable = (format: ImageFormat): format is DecodableFormat => format in READERS;
