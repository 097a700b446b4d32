import { av1Size } from "./av1.ts";
import { type AvifItem, avifItems, contentOf } from "./avif_items.ts";
import { gridSize } from "./grid_size.ts";
import type { ImageHeader } from "./image_header.ts";

const META = 0x6d657461, IPRP = 0x69707270, IPCO = 0x6970636f;
const ILOC = 0x696c6f63,
  IDAT = 0x69646174,
  IINF = 0x69696e66,
  INFE = 0x696e6665,
  AV1C = 0x61763143,
  AUXC = 0x61757843;
const ISPE = 0x69737065, IROT = 0x69726f74, IMIR = 0x696d6972;

/** Kinds of items: a picture, and one that is put together from others. */
const AV01 = 0x61763031, GRID = 0x67726964;

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
  let box: Uint8Array = new Uint8Array(0);
  const items: AvifItem[] = [], kinds = new Map<number, number>();

  function walk(start: number, end: number): void {
    for (let at = start; at + 8 <= end;) {
      const short = view.getUint32(at), type = view.getUint32(at + 4);
      // 0 reaches to the end, and 1 is followed by a length of 64 bits.
      const long = short === 1;
      const length = long ? view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12) : short;
      const data = at + (long ? 16 : 8);
      const next = length >= data - at ? Math.min(at + length, end) : end;
      if (type === META) walk(data + 4, next);
      if (type === IPRP || type === IPCO) walk(data, next);
      if (type === ISPE) {
        const w = view.getUint32(data + 4), h = view.getUint32(data + 8);
        if (w * h > width * height) [width, height] = [w, h];
      }
      if (type === ILOC) items.push(...avifItems(view, data));
      if (type === IDAT) box = bytes.subarray(data, next);
      if (type === IINF) walk(data + (view.getUint8(data) === 0 ? 6 : 8), next);
      if (type === INFE) {
        const wide = view.getUint8(data) > 2;
        const id = wide ? view.getUint32(data + 4) : view.getUint16(data + 4);
        kinds.set(id, view.getUint32(data + (wide ? 10 : 8)));
      }
      if (type === AV1C) {
        const flags = view.getUint8(data + 2);
        deep ||= (flags & HIGH_BITS) !== 0;
        full ||= (flags & (MONOCHROME | HALF_BOTH)) === 0 || (flags & HALF_BOTH) === HALF_WIDTH;
      }
      // Of alpha, or of another picture beside this one.
      if (type === AUXC) alpha = true;
      if (type === IROT) turns = view.getUint8(data) & 3;
      if (type === IMIR) mirror = 1 + (view.getUint8(data) & 1);
      at = next;
    }
  }
  walk(0, bytes.length);
  if (width === 0 || height === 0) return undefined;
  for (const item of items) {
    const kind = kinds.get(item.id);
    if (kind !== AV01 && kind !== GRID) continue;
    const content = contentOf(item, item.inBox ? box : bytes);
    // A decoder makes room for what these say, and compares it with the file afterwards, or never.
    const coded = kind === GRID ? gridSize(content) : av1Size(content);
    if (coded && coded.width * coded.height > width * height) return undefined;
  }
  const depth = deep ? " of more than 8 bits" : "" as const;
  const more = alpha ? " with alpha" : full ? " in full colour" : "" as const;
  const kind = `AVIF${depth}${more}` as const;
  return { width, height, kind, orientation: ORIENTATIONS[mirror][turns], whole: true };
}
