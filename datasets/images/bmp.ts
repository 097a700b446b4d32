import { BadImage } from "./bad_image.ts";
import { overWhite, type RgbImage } from "./rgb.ts";

const FILE_HEADER = 14, OLD_HEADER = 12;
/** Ways in which pixels are stored. */
const PLAIN = 0, RUNS_OF_8 = 1, RUNS_OF_4 = 2, MASKS = 3, MASKS_WITH_ALPHA = 6;
/** What a run of no pixels stands for. */
const ROW_END = 0, END = 1, SKIP = 2;
/** The masks of red, green, blue and alpha of 16 bits where a file has none. */
const USUAL = [0x7c00, 0x3e0, 0x1f, 0];

/** What the headers of a BMP file say. */
interface Layout {
  readonly width: number;
  readonly height: number;
  /** Whether the first row is the top one. */
  readonly down: boolean;
  readonly bits: number;
  readonly compression: number;
  /** Bit masks of red, green, blue and alpha. */
  readonly masks: readonly number[];
  /** Where the colours of a palette begin, how many there are, and the bytes of each. */
  readonly palette: readonly [at: number, colours: number, each: number];
  /** Where pixels begin. */
  readonly at: number;
}

/**
 * Reads the headers of a BMP file.
 *
 * @throws {BadImage} If they cannot be read.
 */
export function readBmp(bytes: Uint8Array): Layout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = view.getUint32(14, true), old = size === OLD_HEADER;
    const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
    const height = old ? view.getUint16(20, true) : view.getInt32(22, true);
    const bits = view.getUint16(old ? 24 : 28, true);
    const compression = old ? PLAIN : view.getUint32(30, true);
    const masked = compression === MASKS || compression === MASKS_WITH_ALPHA;
    const withAlpha = size >= 56 || compression === MASKS_WITH_ALPHA;
    const masks = masked
      ? [0, 1, 2, 3].map((i) => i < 3 || withAlpha ? view.getUint32(54 + 4 * i, true) : 0)
      : USUAL;
    // The masks of the first kinds of header follow it.
    const extra = masked && size < 52 ? 4 * (withAlpha ? 4 : 3) : 0;
    const colours = bits > 8 ? 0 : (old ? 0 : view.getUint32(46, true)) || 2 ** bits;
    const known = compression === PLAIN || masked && (bits === 16 || bits === 32) ||
      compression === RUNS_OF_8 && bits === 8 || compression === RUNS_OF_4 && bits === 4;
    if (![1, 2, 4, 8, 16, 24, 32].includes(bits) || !known) {
      throw new BadImage(`is a BMP file of a kind that is not read: convert it`);
    }
    if (width <= 0 || height === 0 || colours > 256) throw new RangeError();
    return {
      width,
      height: Math.abs(height),
      down: height < 0,
      bits,
      compression,
      masks,
      palette: [FILE_HEADER + size + extra, colours, old ? 3 : 4],
      at: view.getUint32(10, true),
    };
  } catch (error) {
    // What a DataView throws beyond the last byte.
    if (!(error instanceof RangeError)) throw error;
    throw new BadImage("is damaged: its BMP header cannot be read");
  }
}

/**
 * Decodes a BMP file, which libvips cannot read. Every byte of it is looked at once at most.
 *
 * @throws {BadImage} If pixels are missing.
 */
export function decodeBmp(bytes: Uint8Array, layout: Layout): RgbImage {
  const { width, height, down, bits, compression } = layout;
  const runs = compression === RUNS_OF_8 || compression === RUNS_OF_4;
  const line = Math.ceil(width * bits / 32) * 4;
  if (!runs && layout.at + line * (height - 1) + Math.ceil(width * bits / 8) > bytes.length) {
    throw new BadImage("is cut: pixels are missing");
  }
  const at = (y: number) => layout.at + line * (down ? y : height - 1 - y);
  if (bits > 8) {
    const plain = bits > 16 && compression === PLAIN;
    return { width, height, data: plain ? swap(bytes, layout, at) : colours(bytes, layout, at) };
  }
  const indices = runs ? unpackRuns(bytes, layout) : unpackBits(bytes, layout, at);
  return { width, height, data: lookUp(bytes, layout, indices) };
}

/** Whole bytes of blue, green and red. */
function swap(bytes: Uint8Array, layout: Layout, at: (y: number) => number): Uint8Array {
  const { width, height, bits } = layout, size = bits / 8;
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, from = at(y); x < width; x++, from += size, to += 3) {
      rgb[to] = bytes[from + 2];
      rgb[to + 1] = bytes[from + 1];
      rgb[to + 2] = bytes[from];
    }
  }
  return rgb;
}

function colours(bytes: Uint8Array, layout: Layout, at: (y: number) => number): Uint8Array {
  const { width, height, bits, masks } = layout, size = bits / 8;
  const rgba = new Uint8Array(4 * width * height);
  const shifts = masks.map((mask) => mask === 0 ? 0 : 31 - Math.clz32(mask & -mask));
  const most = masks.map((mask, i) => mask >>> shifts[i]);
  let seen = 0;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, from = at(y); x < width; x++, from += size, to += 4) {
      let word = bytes[from] | bytes[from + 1] << 8;
      if (size > 2) word |= bytes[from + 2] << 16;
      if (size > 3) word |= bytes[from + 3] << 24;
      for (let c = 0; c < 4; c++) {
        const value = (word & masks[c]) >>> shifts[c];
        rgba[to + c] = most[c] === 255 ? value : most[c] ? value * 255 / most[c] : 0;
      }
      seen |= rgba[to + 3];
    }
  }
  // An alpha of zero everywhere is one that was never filled in.
  return overWhite(rgba, seen === 0);
}

function unpackBits(bytes: Uint8Array, layout: Layout, at: (y: number) => number): Uint8Array {
  const { width, height, bits } = layout, most = 2 ** bits - 1;
  const indices = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    const from = at(y);
    for (let x = 0; x < width; x++) {
      const bit = x * bits;
      indices[to++] = bytes[from + (bit >> 3)] >> 8 - bits - (bit & 7) & most;
    }
  }
  return indices;
}

/** Runs of one colour, and stretches of several; what is skipped has the first colour. */
function unpackRuns(bytes: Uint8Array, layout: Layout): Uint8Array {
  const { width, height, down, compression } = layout;
  const indices = new Uint8Array(width * height), four = compression === RUNS_OF_4;
  let x = 0, y = 0, at = layout.at;
  /** The indices of a run go to the end of the row at most, so that none takes long. */
  const put = (count: number, index: (i: number) => number) => {
    const row = (down ? y : height - 1 - y) * width;
    for (let i = 0; i < count && x < width; i++) indices[row + x++] = index(i);
  };
  const half = (byte: number, i: number) => four ? (i & 1 ? byte & 15 : byte >> 4) : byte;
  while (y < height && at + 2 <= bytes.length) {
    const count = bytes[at++], what = bytes[at++];
    if (count > 0) {
      put(count, (i) => half(what, i));
    } else if (what === ROW_END) {
      x = 0;
      y++;
    } else if (what === END) {
      return indices;
    } else if (what === SKIP) {
      x += bytes[at++];
      y += bytes[at++];
    } else {
      const from = at, length = four ? Math.ceil(what / 2) : what;
      if (from + length > bytes.length) break;
      put(what, (i) => half(bytes[from + (four ? i >> 1 : i)], i));
      at += length + (length & 1);
    }
  }
  if (y >= height || y === height - 1 && x >= width) return indices;
  throw new BadImage("is cut: pixels are missing");
}

function lookUp(bytes: Uint8Array, { palette }: Layout, indices: Uint8Array): Uint8Array {
  const [start, count, each] = palette, rgb = new Uint8Array(3 * indices.length);
  for (let i = 0, to = 0; i < indices.length; i++, to += 3) {
    // Blue comes first. An index beyond the palette is black, as for other readers.
    const from = start + each * indices[i], known = indices[i] < count;
    for (let c = 0; c < 3; c++) rgb[to + c] = known ? bytes[from + 2 - c] : 0;
  }
  return rgb;
}
