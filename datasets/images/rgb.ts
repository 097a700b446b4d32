import { letGo } from "./let_go.ts";

/** An image of three channels of 8 bits, `[height, width, 3]`. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** How pixels are laid out: channels, bytes of a channel, whether the last one is alpha. */
interface Layout {
  readonly channels: 1 | 2 | 3 | 4;
  readonly bytes: 1 | 2;
}

/** Layouts by the decoder's colour type: L, La, Rgb, Rgba in 8 bits, then in 16. */
const LAYOUTS: readonly Layout[] = ([1, 2] as const).flatMap((bytes) =>
  ([1, 2, 3, 4] as const).map((channels) => ({ channels, bytes }))
);

const overWhite = (value: number, opacity: number) =>
  opacity === 255 ? value : Math.floor((value * opacity + 255 * (255 - opacity) + 127) / 255);

/**
 * Brings decoded pixels to 8-bit RGB: grey is repeated, the low byte of 16 bits is dropped, and
 * what shows through alpha is white.
 *
 * White, and not the colour stored beneath: a transparent pixel's colour is arbitrary, often black,
 * and nobody has seen it. (Pillow's `convert("RGB")` keeps it.)
 *
 * @param pixels Little-endian; overwritten where the result needs no more room, else let go.
 * @param colourType 0 to 3 for L, La, Rgb, Rgba with 8 bits, 4 to 7 with 16.
 * @returns `[n, 3]`, or `undefined` for another colour type, such as floating point.
 * @throws {RangeError} If there are not as many bytes as `n` pixels have.
 */
export function toRgb(pixels: Uint8Array, n: number, colourType: number): Uint8Array | undefined {
  const layout = LAYOUTS[colourType];
  if (layout === undefined) return undefined;
  const { channels, bytes } = layout;
  const stride = channels * bytes;
  if (pixels.length !== n * stride) {
    throw new RangeError(`Cannot read ${n} pixels of ${stride} bytes from ${pixels.length} bytes`);
  }
  if (channels === 3 && bytes === 1) return pixels;
  const out = stride >= 3 ? pixels.subarray(0, 3 * n) : new Uint8Array(3 * n);
  // The high byte comes last.
  const high = bytes - 1, alpha = (channels - 1) * bytes + high;
  const second = channels >= 3 ? bytes : 0;
  for (let i = 0, from = high, to = 0; i < n; i++, from += stride, to += 3) {
    const red = pixels[from], green = pixels[from + second], blue = pixels[from + 2 * second];
    const opacity = channels === 1 || channels === 3 ? 255 : pixels[from - high + alpha];
    out[to] = overWhite(red, opacity);
    out[to + 1] = overWhite(green, opacity);
    out[to + 2] = overWhite(blue, opacity);
  }
  if (out.buffer !== pixels.buffer) letGo(pixels);
  return out;
}
