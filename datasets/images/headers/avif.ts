import { av1Size } from "./av1.ts";
import { itemPlaces } from "./item_places.ts";
import type { ImageHeader } from "./image_header.ts";

const META = 0x6d657461, IPRP = 0x69707270, IPCO = 0x6970636f;
const ILOC = 0x696c6f63, AV1C = 0x61763143, AUXC = 0x61757843;
const ISPE = 0x69737065, IROT = 0x69726f74, IMIR = 0x696d6972;

/** Flags of what AV1 stores: more than 8 bits, no colours, colours of half the width or height. */
const HIGH_BITS = 0x40, MONOCHROME = 0x10, HALF_WIDTH = 0x08, HALF_BOTH = 0x0c;

/**
 * The orientation that a rotation (quarter turns against the clock) and then a mirroring amount
 * to: none, top to bottom, left to right.
 */
const ORIENTATIONS = [[1, 8, 3, 6], [4, 5, 2, 7], [2, 7, 4, 5]] as const;

/**
 * Reads the largest size that an AVIF file states, which is that of the whole picture where it is
 * made of tiles, and how it is to be turned. The decoder notices a cut file, and ignores the turn.
 * Damaged where a part is larger than the picture.
 */
export function readAvif(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let width = 0, height = 0, turns = 0, mirror = 0, deep = false, full = false, alpha = false;

  const places: { start: number; length: number }[] = [];

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
      if (type === ILOC) places.push(...itemPlaces(view, at + 8));
      if (type === AV1C) {
        const flags = view.getUint8(at + 10);
        deep ||= (flags & HIGH_BITS) !== 0;
        full ||= (flags & (MONOCHROME | HALF_BOTH)) === 0 || (flags & HALF_BOTH) === HALF_WIDTH;
      }
      // Of alpha, or of another picture beside this one.
      if (type === AUXC) alpha = true;
      if (type === IROT) turns = view.getUint8(at + 8) & 3;
      if (type === IMIR) mirror = 1 + (view.getUint8(at + 8) & 1);
      at = next;
    }
  }
  walk(0, bytes.length);
  if (width === 0 || height === 0) return undefined;
  for (const { start, length } of places) {
    // A decoder makes room for what AV1 says, and compares it with the file afterwards.
    const coded = av1Size(bytes.subarray(start, length > 0 ? start + length : undefined));
    if (coded && coded.width * coded.height > width * height) return undefined;
  }
  const depth = deep ? " of more than 8 bits" : "" as const;
  const more = alpha ? " with alpha" : full ? " in full colour" : "" as const;
  const kind = `AVIF${depth}${more}` as const;
  return { width, height, kind, orientation: ORIENTATIONS[mirror][turns], whole: true };
}
