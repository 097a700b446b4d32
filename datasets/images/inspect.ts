import { Buffer } from "node:buffer";
import { BadImage } from "./bad_image.ts";
import { type GifFrame, readGif } from "./gif.ts";
import type { DecodableFormat } from "./sniff.ts";
import { readTiff } from "./tiff.ts";

/** What libvips has to be told, or does not tell, of a file. */
export interface Inspected {
  /** The file as libvips is to see it. */
  readonly bytes: Uint8Array;
  /** The first frame of a GIF file. */
  readonly frame?: GifFrame;
  /** Whether a fourth channel is no alpha. */
  readonly opaque: boolean;
}

/** The last chunk of a PNG file, without which libpng is content. */
const PNG_END = Buffer.from("IEND\xae\x42\x60\x82", "latin1");
/** What an AVIF file may name itself as, and where. */
const BRAND = new TextEncoder().encode("avif"), BRAND_AT = 8;

/**
 * Looks at a file before libvips does: where that would read a cut file, or read one wrongly.
 *
 * @throws {BadImage} If it is damaged or cut, or not read.
 */
export function inspect(bytes: Uint8Array, format: DecodableFormat): Inspected {
  if (format === "gif") return { bytes, frame: readGif(bytes), opaque: false };
  if (format === "tiff") return { bytes, opaque: readTiff(bytes) };
  const whole = format === "png" ? endsAsPng(bytes) : format === "avif" ? endsAsAvif(bytes) : true;
  if (!whole) throw new BadImage("is cut: its end is missing");
  return { bytes: format === "avif" ? withBrand(bytes) : bytes, opaque: false };
}

function endsAsPng(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // Hardly a file goes on after its end, and to look for that takes long.
  return file.subarray(-PNG_END.length).equals(PNG_END) || file.includes(PNG_END);
}

/** Whether the boxes of the file lie within it: those of an animation may come after the picture. */
function endsAsAvif(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const short = view.getUint32(at);
    // A box of no size reaches to the end; one of size 1 has its size in 64 bits.
    if (short === 0 || short === 1 && at + 16 > bytes.length) return short === 0;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (size < 8) break;
    at += size;
  }
  return at <= bytes.length;
}

/**
 * An AVIF file that names itself as one first. Animations name something else, which libvips does
 * not know; it then reads the still picture that comes with them.
 *
 * @returns The same bytes, or a copy.
 */
function withBrand(bytes: Uint8Array): Uint8Array {
  if (BRAND.every((byte, i) => bytes[BRAND_AT + i] === byte)) return bytes;
  const copy = bytes.slice();
  copy.set(BRAND, BRAND_AT);
  return copy;
}
