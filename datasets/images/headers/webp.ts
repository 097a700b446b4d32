import type { ImageHeader } from "./image_header.ts";
import { exifOrientation } from "./tags.ts";

const VP8 = 0x56503820, VP8L = 0x5650384c, VP8X = 0x56503858, EXIF = 0x45584946;
const ALPH = 0x414c5048, ANMF = 0x414e4d46;

/** Bytes of the place and time of a frame of an animation, before its chunks. */
const FRAME_BYTES = 16;

/**
 * Walks the chunks of a WebP file; its container says how long it must be. The size is the largest
 * that is said, of the whole or of a frame: a decoder makes room for a frame before it compares.
 */
export function readWebp(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 8 + view.getUint32(4, true);
  let width = 0, height = 0, lossless = false, alpha = false;
  let exif: Uint8Array | undefined;
  const atLeast = (w: number, h: number) => {
    if (w * h > width * height) [width, height] = [w, h];
  };
  for (let at = 12; at + 8 <= Math.min(end, bytes.length);) {
    const type = view.getUint32(at), length = view.getUint32(at + 4, true), data = at + 8;
    if (type === VP8L) lossless = true;
    if (type === ALPH || type === ANMF) alpha = true;
    if (type === VP8X) {
      atLeast(
        1 + (view.getUint32(data + 4, true) & 0xffffff),
        1 + (view.getUint32(data + 6, true) >>> 8),
      );
    } else if (type === VP8) {
      atLeast(view.getUint16(data + 6, true) & 0x3fff, view.getUint16(data + 8, true) & 0x3fff);
    } else if (type === VP8L) {
      const packed = view.getUint32(data + 1, true);
      atLeast(1 + (packed & 0x3fff), 1 + ((packed >>> 14) & 0x3fff));
    } else if (type === EXIF) {
      exif = bytes.subarray(data, data + length);
    }
    at = type === ANMF ? data + FRAME_BYTES : data + length + (length & 1);
  }
  if (width === 0 || height === 0) return undefined;
  const kind = alpha ? "WebP with alpha" : lossless ? "lossless WebP" : "WebP";
  return { width, height, kind, orientation: exifOrientation(exif), whole: bytes.length >= end };
}
