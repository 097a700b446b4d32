import type { Size } from "../size.ts";

/** Which pixel stands for one outside the image: its index, or -1 for black. */
export function pixelOutside(
  i: number,
  size: number,
  outside: "zero" | "edge" | "reflect",
): number {
  if (i >= 0 && i < size) return i;
  if (outside === "zero") return -1;
  if (outside === "edge" || size === 1) return i < 0 ? 0 : size - 1;
  // Mirrored at the edge pixel, which is not repeated.
  const period = 2 * (size - 1), place = ((i % period) + period) % period;
  return place < size ? place : period - place;
}

/**
 * Copies a window of an image that may reach over its border.
 *
 * @returns Writes `[output height, output width, channels]` in [0, 1] from bytes; the window's
 * first row and column may be negative.
 */
export function createWindow(
  source: Size,
  output: Size,
  channels: number,
  outside: "zero" | "edge" | "reflect",
): (pixels: Uint8Array, offset: number, top: number, left: number, out: Float32Array) => void {
  const columns = new Int32Array(output.width);
  return (pixels, offset, top, left, out) => {
    for (let x = 0; x < columns.length; x++) {
      columns[x] = pixelOutside(left + x, source.width, outside);
    }
    let to = 0;
    for (let y = 0; y < output.height; y++) {
      const row = pixelOutside(top + y, source.height, outside);
      for (let x = 0; x < columns.length; x++) {
        const p = offset + (row * source.width + columns[x]) * channels;
        const inside = row >= 0 && columns[x] >= 0;
        for (let c = 0; c < channels; c++) out[to++] = inside ? pixels[p + c] / 255 : 0;
      }
    }
  };
}
