import { BadImage } from "./bad_image.ts";
import { decodeBmp, readBmp } from "./bmp.ts";
import { decodeNatively, readMetadata } from "./decode_natively.ts";
import { decodeHeif } from "./heif/decode_heif.ts";
import { inspect } from "./inspect.ts";
import { bytesNeeded, type ImageFacts, type ImageKind, mostPixels } from "./limits.ts";
import type { DecodedImage } from "./rgb.ts";
import type { Metadata } from "./sharp.d.ts";
import { type DecodableFormat, type ImageFormat, sniff } from "./sniff.ts";
import { secondsPerImage, within } from "./time_limit.ts";
import { unreadKind, unreadReason } from "./unread.ts";
import { withMemory } from "./with_memory.ts";

/** The formats that are read, as they are called in messages. */
const NAMES: Readonly<Record<DecodableFormat, ImageKind>> = {
  avif: "AVIF",
  bmp: "BMP",
  gif: "GIF",
  jpeg: "JPEG",
  png: "PNG",
  tiff: "TIFF",
  webp: "WebP",
};

/** Bytes of a sample, by what libvips calls it. */
const SAMPLE_BYTES: Readonly<Record<string, number>> = { uchar: 1, ushort: 2, float: 4 };

const isDecodable = (format: ImageFormat): format is DecodableFormat => format in NAMES;

/** What decoding is asked for. */
export interface DecodeOptions {
  /**
   * The short side that is wanted: a large JPEG file may be decoded at a reduced scale, whose short
   * side is at least 2.5 times as long.
   */
  readonly side?: number;
  /** Most seconds; by default 20, or what `CRLC_IMAGE_SECONDS` says. */
  readonly seconds?: number;
}

/**
 * Decodes a JPEG, PNG, WebP, AVIF, HEIC, BMP, TIFF or GIF file to 8-bit RGB, upright; of an animation,
 * the first frame. HEIC wants the optional part "heic".
 *
 * The format is found by the content, and the number of pixels is bounded before they are decoded.
 * The decoder is native, except for BMP, and is loaded by the first call.
 *
 * @param bytes The file.
 * @throws {BadImage} If it cannot be used, with the reason.
 */
export function decodeImage(bytes: Uint8Array, options?: DecodeOptions): Promise<DecodedImage> {
  return withDecoded(bytes, (image) => image, options);
}

/**
 * Decodes an image file as {@link decodeImage} does, and makes something of it while there is room
 * for it.
 *
 * @throws {BadImage} If it cannot be used, with the reason.
 */
export async function withDecoded<Result>(
  bytes: Uint8Array,
  use: (image: DecodedImage) => Result,
  { side, seconds = secondsPerImage() }: DecodeOptions = {},
): Promise<Result> {
  if (bytes.length === 0) throw new BadImage("is empty");
  const format = sniff(bytes);
  if (format === undefined) {
    const unread = unreadKind(bytes);
    throw new BadImage(unread ? unreadReason(unread) : "is not an image");
  }
  if (format === "heic") return await decodeHeif(bytes, { side, seconds, requireFew }, use);
  if (!isDecodable(format)) {
    throw new BadImage(`is a ${format.toUpperCase()} file, which is not read: convert it`);
  }
  const fileBytes = bytes.length;
  if (format === "bmp") {
    const layout = readBmp(bytes), { width, height } = layout;
    const memory = requireFew({ kind: "BMP", pixels: width * height, fileBytes });
    return await withMemory(
      memory,
      () => Promise.resolve(use({ ...decodeBmp(bytes, layout), full: [width, height] })),
    );
  }
  const inspected = inspect(bytes, format);
  const meta = await within(seconds, readMetadata(inspected.bytes, seconds));
  const memory = requireFew({
    kind: kindOf(format, meta),
    pixels: meta.width * meta.height,
    four: format !== "gif" && (meta.channels === 4 || meta.hasAlpha),
    sampleBytes: format === "avif" ? 1 : SAMPLE_BYTES[meta.depth],
    fileBytes,
  });
  return await withMemory(memory, async (keep) => {
    const decoding = decodeNatively(inspected, format, meta, { side, seconds });
    try {
      return use(await within(seconds, decoding));
    } catch (error) {
      // It may still be at work and hold its pixels, but others do not wait for it for ever.
      keep(within(seconds, decoding));
      throw error;
    }
  });
}

function kindOf(format: DecodableFormat, { isProgressive, depth }: Metadata): ImageKind {
  if (format === "avif" && depth !== "uchar") return "AVIF of more than 8 bits";
  if (isProgressive && format === "jpeg") return "progressive JPEG";
  return isProgressive && format === "png" ? "interlaced PNG" : NAMES[format];
}

/**
 * Gives the bytes of memory that decoding will take.
 *
 * @throws {BadImage} If there are too many pixels.
 */
function requireFew(facts: ImageFacts): number {
  const most = mostPixels(facts), { pixels, kind } = facts;
  if (pixels <= most) return bytesNeeded(facts);
  throw new BadImage(
    `has ${Math.ceil(pixels / 1e6)} megapixels, and ${Math.floor(most / 1e6)} are the most for ` +
      `${kind} files like this one: resize it`,
  );
}
