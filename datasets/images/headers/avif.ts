import type { ImageHeader } from "./image_header.ts";

const META = 0x6d657461, IPRP = 0x69707270, IPCO = 0x6970636f;
const ISPE = 0x69737065, IROT = 0x69726f74, IMIR = 0x696d6972;

/**
 * The orientation that a rotation (quarter turns against the clock) and then a mirroring amount
 * to: none, top to bottom, left to right.
 */
const ORIENTATIONS = [[1, 8, 3, 6], [4, 5, 2, 7], [2, 7, 4, 5]] as const;

/**
 * Reads the largest size that an AVIF file states, which is that of the whole picture where it is
 * made of tiles, and how it is to be turned. The decoder notices a cut file, and ignores the turn.
 */
export function readAvif(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let width = 0, height = 0, turns = 0, mirror = 0;

  function walk(start: number, end: number): void {
    for (let at = start; at + 8 <= end;) {
      const length = view.getUint32(at), type = view.getUint32(at + 4);
      // 0 reaches to the end, 1 has a 64-bit length: neither occurs within these boxes.
      const next = length >= 8 ? Math.min(at + length, end) : end;
      if (type === META) walk(at + 12, next);
      if (type === IPRP || type === IPCO) walk(at + 8, next);
      if (type === ISPE) {
        const w = view.getUint32(at + 12), h = view.getUint32(at + 16);
        if (w * h > width * height) [width, height] = [w, h];
      }
      if (type === IROT) turns = view.getUint8(at + 8) & 3;
      if (type === IMIR) mirror = 1 + (view.getUint8(at + 8) & 1);
      at = next;
    }
  }
  walk(0, bytes.length);
  if (width === 0 || height === 0) return undefined;
  return { width, height, orientation: ORIENTATIONS[mirror][turns], whole: true };
}
