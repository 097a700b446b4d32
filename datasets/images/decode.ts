import { withAvifBrand } from "./avif_brand.ts";
import { BadImage } from "./bad_image.ts";
import { bytesNeeded, mostPixels } from "./costs.ts";
import { decodeGif } from "./decode_gif.ts";
import { decodeNatively } from "./decode_natively.ts";
import { type DecodableFormat, isDecodable, readHeader } from "./header.ts";
import type { ImageHeader } from "./headers/image_header.ts";
import { isShort } from "./jpeg/is_short.ts";
import { looksUnfinished } from "./jpeg/looks_unfinished.ts";
import { letGo } from "./let_go.ts";
import { type RgbImage, toRgb } from "./rgb.ts";
import { sniff } from "./sniff.ts";
import { decodeTiff } from "./tiff/decode_tiff.ts";
import { withRoom } from "./with_room.ts";

/** The colour type of three colours and alpha, 8 bits each. */
const RGBA = 3;

/** Bytes of the largest JPEG file whose codes are followed: half a second of work. */
const MOST_FOLLOWED = 30_000_000;

/** A decoded image as it is stored, and how to turn it upright. */
export interface DecodedImage extends RgbImage {
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
}

/**
 * Decodes a JPEG, PNG, WebP, AVIF, BMP, TIFF or GIF file to 8-bit RGB; of an animation, the first frame.
 *
 * Format, size and end are checked before the decoder sees a byte. The decoder is native (of GIF
 * it is not) and is loaded by the first call.
 *
 * @param bytes The file.
 * @throws {BadImage} If it cannot be used, with the reason.
 */
export function decodeImage(bytes: Uint8Array): Promise<DecodedImage> {
  return withDecoded(bytes, (image) => image);
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
): Promise<Result> {
  if (bytes.length === 0) throw new BadImage("is empty");
  const format = sniff(bytes);
  if (format === undefined) throw new BadImage("is not an image");
  if (!isDecodable(format)) {
    throw new BadImage(`is a ${format.toUpperCase()} file, which is not read: convert it`);
  }
  const name = format.toUpperCase();
  const header = readHeader(bytes, format);
  if (header === undefined) throw new BadImage(`is damaged: its ${name} header cannot be read`);
  const { width, height, kind } = header;
  const pixels = width * height, most = mostPixels(kind, bytes.length);
  if (pixels > most) {
    throw new BadImage(
      `has ${Math.ceil(pixels / 1e6)} megapixels, and ${Math.floor(most / 1e6)} are the most for ` +
        `${kind}: resize it`,
    );
  }
  if (!header.whole) throw new BadImage("is cut: its end is missing");
  return await withRoom(
    bytesNeeded(kind, pixels, bytes.length),
    async () => use(await decodePixels(bytes, format, header)),
  );
}

async function decodePixels(
  bytes: Uint8Array,
  format: DecodableFormat,
  { width, height, orientation }: ImageHeader,
): Promise<DecodedImage> {
  if (format === "gif") {
    const data = toRgb(await decodeGif(bytes), width * height, RGBA)!;
    return { width, height, data, orientation };
  }
  if (format === "tiff") return { ...await decodeTiff(bytes), orientation };
  const decoded = await decodeNatively(format === "avif" ? withAvifBrand(bytes) : bytes);
  const data = toRgb(decoded.pixels, decoded.width * decoded.height, decoded.colourType);
  if (data === undefined) throw new BadImage("has pixels that are not 8 or 16 bits");
  const image = { width: decoded.width, height: decoded.height, data, orientation };
  if (
    format === "jpeg" && bytes.length < MOST_FOLLOWED && looksUnfinished(image) && isShort(bytes)
  ) {
    letGo(data);
    throw new BadImage("is cut: pixels are missing");
  }
  return image;
}
