import { release } from "../../core/release.ts";

/** An image of three channels of 8 bits, `[height, width, 3]`. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A stretch in pixels, which may begin and end within one, or beyond the last. */
export type Span = readonly [start: number, length: number];

/** A decoded image, upright, perhaps at a reduced scale. */
export interface DecodedImage extends RgbImage {
  /** Width and height at full scale. */
  readonly full: readonly [width: number, height: number];
  /** Where the image lies across and down, as a reduced scale cuts off a rest at an edge. */
  readonly spans?: readonly [across: Span, down: Span];
  /** Set where it was of 16 bits, used the lower ones alone, and was brightened to their range. */
  readonly stretched?: true;
}

/**
 * Puts RGBA over white.
 *
 * White, and not the colour stored beneath: a transparent pixel's colour is arbitrary, often black,
 * and nobody has seen it. (Pillow's `convert("RGB")` keeps it.)
 *
 * @param rgba `[n, 4]`, overwritten.
 * @param opaque Whether the fourth channel is none.
 * @returns `[n, 3]`, in the same memory.
 */
export function overWhite(rgba: Uint8Array, opaque = false): Uint8Array {
  const rgb = rgba.subarray(0, rgba.length / 4 * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    const alpha = opaque ? 255 : rgba[from + 3], white = 255 * (255 - alpha) + 127;
    for (let c = 0; c < 3; c++) {
      const value = rgba[from + c];
      rgb[to + c] = alpha === 255 ? value : (value * alpha + white) / 255;
    }
  }
  return rgb;
}

/**
 * Brings CMYK to RGB as Pillow does, without a colour profile.
 *
 * @param cmyk `[n, 4]`, overwritten.
 * @returns `[n, 3]`, in the same memory.
 */
export function cmykToRgb(cmyk: Uint8Array): Uint8Array {
  const rgb = cmyk.subarray(0, cmyk.length / 4 * 3);
  for (let from = 0, to = 0; from < cmyk.length; from += 4, to += 3) {
    const light = 255 - cmyk[from + 3];
    for (let c = 0; c < 3; c++) {
      const product = cmyk[from + c] * light + 128;
      rgb[to + c] = Math.max(0, light - (product + (product >> 8) >> 8));
    }
  }
  return rgb;
}

/**
 * Brings floating-point numbers from 0 to 1 to 8 bits.
 *
 * @param samples 32-bit numbers of this machine, let go.
 * @returns `undefined` where a number lies outside.
 */
export function floatsToBytes(samples: Uint8Array): Uint8Array | undefined {
  const floats = new Float32Array(samples.buffer, samples.byteOffset, samples.length / 4);
  const out = new Uint8Array(floats.length);
  for (let i = 0; i < out.length; i++) {
    if (!(floats[i] >= 0 && floats[i] <= 1)) return undefined;
    out[i] = Math.round(255 * floats[i]);
  }
  release(samples);
  return out;
}
