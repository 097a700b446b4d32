import type { Size } from "../size.ts";

/** Writes the grey value of each pixel of an RGB image to all three channels, as Pillow rounds it. */
export function luminance(bytes: Uint8Array, out: Uint8Array): void {
  for (let i = 0; i < bytes.length; i += 3) {
    const grey = bytes[i] * 19595 + bytes[i + 1] * 38470 + bytes[i + 2] * 7471 + 0x8000;
    out[i] = out[i + 1] = out[i + 2] = grey >> 16;
  }
}

/** Stretches each channel to the whole range from 0 to 255, in place (Pillow's auto-contrast). */
export function stretch(bytes: Uint8Array, channels: number): void {
  for (let c = 0; c < channels; c++) {
    let low = 255, high = 0;
    for (let i = c; i < bytes.length; i += channels) {
      const x = bytes[i];
      if (x < low) low = x;
      if (x > high) high = x;
    }
    if (high <= low) continue;
    const scale = 255 / (high - low), offset = -low * scale;
    for (let i = c; i < bytes.length; i += channels) {
      bytes[i] = Math.max(0, Math.min(255, bytes[i] * scale + offset));
    }
  }
}

/** Makes the histogram of each channel as flat as Pillow's equalise does, in place. */
export function equalise(bytes: Uint8Array, channels: number): void {
  const histogram = new Uint32Array(256), table = new Uint8Array(256);
  for (let c = 0; c < channels; c++) {
    histogram.fill(0);
    let highest = 0;
    for (let i = c; i < bytes.length; i += channels) {
      histogram[bytes[i]]++;
      if (bytes[i] > highest) highest = bytes[i];
    }
    const step = Math.floor((bytes.length / channels - histogram[highest]) / 255);
    if (step === 0) continue;
    let n = step >> 1;
    for (let x = 0; x < 256; x++) {
      table[x] = Math.min(255, Math.floor(n / step));
      n += histogram[x];
    }
    for (let i = c; i < bytes.length; i += channels) bytes[i] = table[bytes[i]];
  }
}

/** Smooths with a 3x3 kernel whose centre weighs five times as much; the border stays as it is. */
export function smooth(
  bytes: Uint8Array,
  out: Uint8Array,
  { height, width }: Size,
  channels: number,
): void {
  out.set(bytes);
  const row = width * channels;
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * row + channels; i < (y + 1) * row - channels; i++) {
      let sum = 4 * bytes[i];
      for (let k = i - row; k <= i + row; k += row) {
        sum += bytes[k - channels] + bytes[k] + bytes[k + channels];
      }
      out[i] = sum / 13 + 0.5;
    }
  }
}

/**
 * Copies to each pixel the nearest one of where it comes from, black from outside.
 *
 * @param matrix `[a, b, c, d, e, f]`: the source point is `(a x + b y + c, d x + e y + f)`, from
 * the corner of the image. In 16 bits behind the point, as Pillow calculates it.
 */
export function warp(
  bytes: Uint8Array,
  out: Uint8Array,
  { height, width }: Size,
  channels: number,
  [a, b, c, d, e, f]: readonly number[],
): void {
  const fixed = (x: number) => Math.floor(x * 65536 + 0.5);
  const ax = fixed(a), bx = fixed(b), dy = fixed(d), ey = fixed(e);
  const startX = fixed(c + (a + b) / 2), startY = fixed(f + (d + e) / 2);
  for (let y = 0, to = 0; y < height; y++) {
    let sx = startX + y * bx, sy = startY + y * ey;
    for (let x = 0; x < width; x++, to += channels, sx += ax, sy += dy) {
      const column = sx >> 16, row = sy >> 16;
      const inside = column >= 0 && column < width && row >= 0 && row < height;
      const from = (row * width + column) * channels;
      for (let k = 0; k < channels; k++) out[to + k] = inside ? bytes[from + k] : 0;
    }
  }
}
