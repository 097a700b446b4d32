import type { Size } from "../size.ts";
import type { AxisWeights } from "./weights.ts";

/** Resamples a window of an image of bytes: first along rows, then along columns. */
export interface Resampler {
  /**
   * @param pixels Bytes, `[height, width, channels]` from `offset` on.
   * @param top First row of the window; the columns' weights count from it.
   * @param left First column of the window.
   * @param out Receives `[rows.first.length, columns.first.length, channels]` in [0, 1].
   */
  (
    pixels: Uint8Array,
    offset: number,
    top: number,
    left: number,
    rows: AxisWeights,
    columns: AxisWeights,
    out: Float32Array,
  ): void;
}

/**
 * Makes a resampler with its own scratch memory.
 *
 * @param source Size of the stored images.
 * @param columnsOut Width of the output.
 */
export function createResampler(source: Size, columnsOut: number, channels: number): Resampler {
  const scratch = new Float32Array(source.height * columnsOut * channels);
  const rowLength = columnsOut * channels;

  return (pixels, offset, top, left, rows, columns, out) => {
    const last = rows.first.length - 1;
    const begin = rows.first[0], end = rows.first[last] + rows.taps;
    for (let y = begin; y < end; y++) {
      const at = offset + ((top + y) * source.width + left) * channels;
      if (channels === 3) resampleRow3(pixels, at, columns, scratch, y * rowLength);
      else resampleRow1(pixels, at, columns, scratch, y * rowLength);
    }
    for (let y = 0; y <= last; y++) {
      const base = rows.first[y] * rowLength, w = y * rows.taps;
      resampleColumns(scratch, base, rowLength, rows, w, out, y * rowLength);
    }
  };
}

function resampleRow3(
  pixels: Uint8Array,
  at: number,
  { first, taps, values }: AxisWeights,
  out: Float32Array,
  to: number,
): void {
  if (taps === 2) {
    for (let x = 0, w = 0; x < first.length; x++, w += 2, to += 3) {
      const w0 = values[w], w1 = values[w + 1], p = at + first[x] * 3;
      out[to] = w0 * pixels[p] + w1 * pixels[p + 3];
      out[to + 1] = w0 * pixels[p + 1] + w1 * pixels[p + 4];
      out[to + 2] = w0 * pixels[p + 2] + w1 * pixels[p + 5];
    }
    return;
  }
  for (let x = 0, w = 0; x < first.length; x++, to += 3) {
    let r = 0, g = 0, b = 0;
    for (let k = 0, p = at + first[x] * 3; k < taps; k++, w++, p += 3) {
      const weight = values[w];
      r += weight * pixels[p];
      g += weight * pixels[p + 1];
      b += weight * pixels[p + 2];
    }
    out[to] = r;
    out[to + 1] = g;
    out[to + 2] = b;
  }
}

function resampleRow1(
  pixels: Uint8Array,
  at: number,
  { first, taps, values }: AxisWeights,
  out: Float32Array,
  to: number,
): void {
  for (let x = 0, w = 0; x < first.length; x++, to++) {
    let sum = 0;
    for (let k = 0, p = at + first[x]; k < taps; k++, w++, p++) sum += values[w] * pixels[p];
    out[to] = sum;
  }
}

function resampleColumns(
  rows: Float32Array,
  at: number,
  length: number,
  { taps, values }: AxisWeights,
  w: number,
  out: Float32Array,
  to: number,
): void {
  if (taps === 2) {
    const w0 = values[w] / 255, w1 = values[w + 1] / 255;
    for (let i = 0; i < length; i++) {
      out[to + i] = w0 * rows[at + i] + w1 * rows[at + length + i];
    }
    return;
  }
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let k = 0, p = at + i; k < taps; k++, p += length) sum += values[w + k] * rows[p];
    out[to + i] = sum / 255;
  }
}
