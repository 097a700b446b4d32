import type { ImageHeader } from "./image_header.ts";
import { swells } from "./swells.ts";
import { exifOrientation } from "./tags.ts";

const IHDR = 0x49484452, IEND = 0x49454e44, EXIF = 0x65584966, TRNS = 0x74524e53;
const ICCP = 0x69434350;
/** The bit of a colour type that stands for alpha. */
const ALPHA = 4;

/** Most bytes of a colour profile, which the decoder inflates whatever comes of it. */
const MOST_PROFILE_BYTES = 16_000_000;

/**
 * Walks the chunks of a PNG file to its end chunk. Damaged where the colour profile is no profile
 * any more.
 */
export function readPng(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(12) !== IHDR) return undefined;
  const width = view.getUint32(16), height = view.getUint32(20);
  const deep = view.getUint8(24) === 16, alpha = (view.getUint8(25) & ALPHA) !== 0;
  let exif: Uint8Array | undefined, whole = false, transparent = false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at), type = view.getUint32(at + 4);
    if (type === EXIF) exif = bytes.subarray(at + 8, at + 8 + length);
    if (type === TRNS) transparent = true;
    if (type === ICCP) {
      const chunk = bytes.subarray(at + 8, at + 8 + length);
      // Behind its name, which ends with a zero, and the number of its compression.
      if (swells(chunk.subarray(chunk.indexOf(0) + 2), MOST_PROFILE_BYTES)) return undefined;
    }
    if (type === IEND) {
      whole = true;
      break;
    }
    at += 12 + length;
  }
  const kind = `PNG${deep ? " of 16 bits" : ""}${
    alpha || transparent ? " with alpha" : ""
  }` as const;
  return { width, height, kind, orientation: exifOrientation(exif), whole };
}
