/**
 * Bytes of memory that decoding a pixel takes at the peak, for three channels of 8 bits.
 *
 * Measured as the growth of the peak of resident memory over one decoding (Linux x86-64, sharp
 * 0.35.5), at 9 to 25 megapixels, less the file; of pictures to be turned, where that takes more,
 * since all pixels are then held twice; of GIF at 100, where what libvips takes anyway (40 MB) counts
 * for less. `bench/decoding.ts peak FILE` measures it again.
 */
const BYTES = {
  "AVIF": 19.5,
  "AVIF of more than 8 bits": 26,
  "BMP": 4.4,
  "GIF": 7.4,
  "HEIC": 14,
  "JPEG": 6.6,
  "progressive JPEG": 9.6,
  "interlaced PNG": 9.6,
  "PNG": 6.6,
  "TIFF": 6.6,
  "WebP": 10.6,
} as const;

/** A kind of image file, where kinds differ in what decoding costs. */
export type ImageKind = keyof typeof BYTES;

/** What decides how many pixels an image may have. */
export interface ImageFacts {
  readonly kind: ImageKind;
  readonly pixels: number;
  /** Whether there is a fourth channel. */
  readonly four?: boolean;
  /** Bytes of a sample, where more of them cost more. */
  readonly sampleBytes?: number;
  /** Bytes of its file, which lie in memory as well. */
  readonly fileBytes: number;
}

/** Most pixels of any image, and of those where it is time that sets the limit. */
const MOST_PIXELS = 100_000_000, MOST_WEBP = 60_000_000;

/**
 * Bytes that all images which are decoded at a time may take: with what the process takes anyway,
 * less than 1 GB.
 */
export const ROOM = 800_000_000;

const bytesPerPixel = ({ kind, four = false, sampleBytes = 1 }: ImageFacts) =>
  BYTES[kind] * (four ? 4 / 3 : 1) * sampleBytes;

/** Most pixels that such an image may have. */
export function mostPixels(facts: ImageFacts): number {
  const fit = Math.floor((ROOM - facts.fileBytes) / bytesPerPixel(facts));
  return Math.max(0, Math.min(fit, facts.kind === "WebP" ? MOST_WEBP : MOST_PIXELS));
}

/** Bytes of memory that decoding takes at the peak, the file included. */
export function bytesNeeded(facts: ImageFacts): number {
  return facts.fileBytes + Math.ceil(bytesPerPixel(facts) * facts.pixels);
}
