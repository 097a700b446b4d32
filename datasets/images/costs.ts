/** What decoding a pixel of some kind of file costs. */
interface Cost {
  /** Bytes of memory at the peak. */
  readonly bytes: number;
  /** Most megapixels, where it is time and not memory that sets the limit. */
  readonly most?: number;
}

/**
 * What decoding costs, by kinds of file as they are called in messages.
 *
 * Measured as the growth of the peak of resident memory over one decoding (Linux x86-64,
 * `@napi-rs/image` 1.15.0, omggif 1.0.10), at 25 megapixels and some at 98, less the file and
 * 20 MB, rounded up. The decoder keeps its pixels beside the copy that it hands out, hence
 * twice the channels; JPEG files that come in several scans are first held as coefficients of two
 * bytes; AVIF is held in planes, as RGBA and, of more than 8 bits, in 16.
 *
 * Time at the limit stays below 5 s on one core at 3 GHz; lossy WebP, at 15 megapixels a second,
 * has to be limited by it.
 */
const COSTS = {
  "AVIF": { bytes: 14.5 },
  "AVIF in full colour": { bytes: 17.5 },
  "AVIF of more than 8 bits": { bytes: 17.5 },
  "AVIF of more than 8 bits in full colour": { bytes: 23.5 },
  "AVIF with alpha": { bytes: 32 },
  "AVIF of more than 8 bits with alpha": { bytes: 40.5 },
  "BMP": { bytes: 7.5 },
  "GIF": { bytes: 4.5 },
  "JPEG": { bytes: 6 },
  "progressive JPEG in full colour": { bytes: 8.5 },
  "progressive JPEG of four colours": { bytes: 10.5 },
  "PNG": { bytes: 6 },
  "PNG with alpha": { bytes: 7.5 },
  "PNG of 16 bits": { bytes: 11 },
  "PNG of 16 bits with alpha": { bytes: 15 },
  "TIFF": { bytes: 9 },
  "TIFF of 16 bits": { bytes: 15 },
  "TIFF of 32 bits": { bytes: 24 },
  "lossless WebP": { bytes: 7.5 },
  "WebP": { bytes: 6.5, most: 60 },
  "WebP with alpha": { bytes: 10.5, most: 50 },
} as const satisfies Readonly<Record<string, Cost>>;

/** A kind of image file, where kinds differ in what decoding costs. */
export type ImageKind = keyof typeof COSTS;

/** Most pixels of any image. */
const MOST_PIXELS = 100_000_000;

/**
 * Bytes that all images which are decoded at a time may take: with the 20 MB that the decoder takes
 * whatever the size, and what the process takes anyway, less than 1 GB.
 */
export const ROOM = 700_000_000;

/**
 * Most pixels that an image may have.
 *
 * @param fileBytes Bytes of its file, which lie in memory as well.
 */
export function mostPixels(kind: ImageKind, fileBytes: number): number {
  const { bytes, most = MOST_PIXELS / 1e6 }: Cost = COSTS[kind];
  const fit = Math.floor((ROOM - fileBytes) / bytes);
  return Math.max(0, Math.min(fit, most * 1e6));
}

/** Bytes of memory that decoding takes at the peak, the file included. */
export function bytesNeeded(kind: ImageKind, pixels: number, fileBytes: number): number {
  return fileBytes + Math.ceil(COSTS[kind].bytes * pixels);
}
