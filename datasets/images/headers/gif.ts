import type { ImageHeader } from "./image_header.ts";

const EXTENSION = 0x21, IMAGE = 0x2c, TRAILER = 0x3b;

/** Bytes of a table of colours that a flags byte announces. */
const tableBytes = (flags: number) => flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;

/**
 * Walks the blocks of a GIF file to its trailer. Damaged where there is no frame, where blocks are
 * of unknown kinds, and where the first frame lies outside the picture.
 */
export function readGif(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint16(6, true), height = view.getUint16(8, true);
  if (width === 0 || height === 0) return undefined;
  const header = { width, height, kind: "GIF", orientation: 1 } as const;
  const subBlocks = (at: number) => {
    while (at < bytes.length && bytes[at] > 0) at += 1 + bytes[at];
    return at + 1;
  };
  let frames = 0;
  let at = 13 + tableBytes(view.getUint8(10));
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === TRAILER) return frames > 0 ? { ...header, whole: true } : undefined;
    if (kind === EXTENSION) {
      at = subBlocks(at + 2);
    } else if (kind === IMAGE && at + 10 <= bytes.length) {
      const [left, top, w, h] = [1, 3, 5, 7].map((field) => view.getUint16(at + field, true));
      if (frames++ === 0 && (w === 0 || h === 0 || left + w > width || top + h > height)) {
        return undefined;
      }
      // Past the colours and the code size.
      at = subBlocks(at + 10 + tableBytes(bytes[at + 9]) + 1);
    } else if (kind === IMAGE) {
      break;
    } else return undefined;
  }
  return { ...header, whole: false };
}
