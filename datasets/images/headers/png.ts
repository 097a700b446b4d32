import type { ImageHeader } from "./image_header.ts";
import { exifOrientation } from "./tags.ts";

const IHDR = 0x49484452, IEND = 0x49454e44, EXIF = 0x65584966;

/** Walks the chunks of a PNG file to its end chunk. */
export function readPng(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(12) !== IHDR) return undefined;
  const width = view.getUint32(16), height = view.getUint32(20);
  let exif: Uint8Array | undefined, whole = false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at), type = view.getUint32(at + 4);
    if (type === EXIF) exif = bytes.subarray(at + 8, at + 8 + length);
    if (type === IEND) {
      whole = true;
      break;
    }
    at += 12 + length;
  }
  return { width, height, orientation: exifOrientation(exif), whole };
}
