/** What a GIF file to be made holds. */
export interface Gif {
  readonly width: number;
  readonly height: number;
  /** Colours `[red, green, blue]` of the table; filled up to four. */
  readonly colours: readonly (readonly number[])[];
  readonly frames: readonly GifFrame[];
}

export interface GifFrame {
  readonly left?: number;
  readonly top?: number;
  readonly width: number;
  readonly height: number;
  /** Numbers of colours, row by row; fewer than there are pixels make a damaged file. */
  readonly pixels: readonly number[];
  /** Number of the colour that is transparent. */
  readonly transparent?: number;
}

const word = (value: number) => [value & 255, value >> 8 & 255];

/** Codes of 3 bits each: every pixel on its own, with a clear code before codes would grow. */
function lzw(pixels: readonly number[]): number[] {
  const CLEAR = 4, END = 5;
  const codes = pixels.flatMap((pixel, i) => i % 2 === 0 ? [CLEAR, pixel] : [pixel]).concat(END);
  const bytes: number[] = [];
  let bits = 0, filled = 0;
  for (const code of codes) {
    bits |= code << filled;
    filled += 3;
    for (; filled >= 8; filled -= 8, bits >>= 8) bytes.push(bits & 255);
  }
  if (filled > 0) bytes.push(bits);
  return bytes;
}

function blocks(bytes: readonly number[]): number[] {
  const out: number[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const part = bytes.slice(at, at + 255);
    out.push(part.length, ...part);
  }
  return [...out, 0];
}

/** A GIF file with a table of four colours. */
export function gif({ width, height, colours, frames }: Gif): Uint8Array {
  const table = Array.from({ length: 4 }, (_, i) => colours[i] ?? [0, 0, 0]).flat();
  const body = frames.flatMap(({ left = 0, top = 0, width, height, pixels, transparent }) => [
    ...(transparent === undefined ? [] : [0x21, 0xf9, 4, 1, 0, 0, transparent, 0]),
    0x2c,
    ...[left, top, width, height].flatMap(word),
    0,
    2,
    ...blocks(lzw(pixels)),
  ]);
  return Uint8Array.from([
    ...new TextEncoder().encode("GIF89a"),
    ...word(width),
    ...word(height),
    0x81,
    0,
    0,
    ...table,
    ...body,
    0x3b,
  ]);
}
