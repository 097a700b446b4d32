import { BadImage } from "./bad_image.ts";

/** The first frame of a GIF file. */
export interface GifFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const EXTENSION = 0x21, IMAGE = 0x2c, TRAILER = 0x3b;
const MOST_BITS = 12;

/** Bytes of a table of colours that a flags byte announces. */
const tableBytes = (flags: number) => flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;

/**
 * Walks through the blocks of a GIF file and follows the codes of its first frame, since the decoder
 * makes up pixels that are missing. A file may lack its trailer, and a frame may lie outside the
 * screen: browsers show both.
 *
 * @throws {BadImage} If it is damaged or cut.
 */
export function readGif(bytes: Uint8Array): GifFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let first: GifFrame | undefined;
  try {
    for (let at = 13 + tableBytes(view.getUint8(10)); at < bytes.length;) {
      const kind = bytes[at];
      if (kind === TRAILER) break;
      if (kind === EXTENSION) {
        at = skipBlocks(at + 2);
      } else if (kind === IMAGE) {
        const [left, top, width, height] = [1, 3, 5, 7].map((i) => view.getUint16(at + i, true));
        const data = at + 10 + tableBytes(view.getUint8(at + 9));
        at = skipBlocks(data + 1);
        if (!first && pixelsOf(bytes, data) < width * height) {
          throw new BadImage("is cut: pixels are missing");
        }
        first ??= { left, top, width, height };
      } else throw new RangeError();
    }
  } catch (error) {
    // What a DataView throws beyond the last byte.
    if (error instanceof RangeError) throw new BadImage("is damaged or cut: its blocks do not end");
    throw error;
  }
  if (!first || first.width * first.height === 0) throw new BadImage("is damaged: it has no frame");
  return first;

  /** Where a chain of blocks has ended. */
  function skipBlocks(at: number): number {
    for (let size = view.getUint8(at); size > 0; size = view.getUint8(at)) at += 1 + size;
    return at + 1;
  }
}

/**
 * How many pixels the codes of a frame stand for.
 *
 * @throws {RangeError} If there is no such code.
 */
function pixelsOf(bytes: Uint8Array, at: number): number {
  const least = bytes[at++], clear = 1 << least;
  // beyond the last byte it is undefined
  if (!(least >= 1 && least < MOST_BITS)) throw new RangeError();
  /** How many pixels each code stands for. */
  const lengths = new Uint32Array(1 << MOST_BITS).fill(1, 0, clear);
  let bits = least + 1, next = clear + 2, before = 0, pixels = 0, held = 0, count = 0;
  for (let size = bytes[at++]; size > 0; size = bytes[at++]) {
    for (const end = at + size; at < end; at++) {
      held |= bytes[at] << count;
      count += 8;
      while (count >= bits) {
        const code = held & (1 << bits) - 1;
        held >>>= bits;
        count -= bits;
        if (code === clear + 1) return pixels;
        if (code === clear) {
          bits = least + 1;
          next = clear + 2;
          before = 0;
          continue;
        }
        if (code > next || code === next && before === 0) throw new RangeError();
        if (before > 0 && next < lengths.length) lengths[next++] = before + 1;
        if (next === 1 << bits && bits < MOST_BITS) bits++;
        pixels += before = lengths[code];
      }
    }
  }
  return pixels;
}

/** Paints white what the first frame does not reach, in place. */
export function whitenAround(
  rgb: Uint8Array,
  width: number,
  { left, top, width: across, height: down }: GifFrame,
): void {
  for (let row = 0, at = 0; at < rgb.length; row++, at += 3 * width) {
    if (row < top || row >= top + down) rgb.fill(255, at, at + 3 * width);
    else {
      rgb.fill(255, at, at + 3 * Math.min(left, width));
      rgb.fill(255, at + 3 * Math.min(left + across, width), at + 3 * width);
    }
  }
}
