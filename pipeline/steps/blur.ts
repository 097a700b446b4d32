import type { Size } from "../draw.ts";
import { pixelOutside } from "./window.ts";

/**
 * Makes a Gaussian blur in place, by rows and then by columns; the border is reflected and its
 * pixel not repeated (OpenCV's default).
 *
 * @param size Size of the images.
 * @param kernel Pixels on a side, odd.
 * @returns Blurs `[height, width, channels]`; `sigma` is in pixels.
 */
export function createBlur(
  size: Size,
  channels: number,
  kernel: number,
): (image: Float32Array, sigma: number) => void {
  const { height, width } = size, radius = (kernel - 1) / 2, rowLength = width * channels;
  const weights = new Float64Array(kernel);
  // A row with its reflected borders, and the image after the first pass.
  const padded = new Float32Array((width + 2 * radius) * channels);
  const rows = new Float32Array(height * rowLength);
  const columnOf = Int32Array.from(
    { length: width + 2 * radius },
    (_, i) => pixelOutside(i - radius, width, "reflect") * channels,
  );
  const rowOf = Int32Array.from(
    { length: height + 2 * radius },
    (_, i) => pixelOutside(i - radius, height, "reflect") * rowLength,
  );
  const sums = new Float64Array(rowLength);

  return (image, sigma) => {
    let total = 0;
    for (let k = 0; k < kernel; k++) {
      total += weights[k] = Math.exp(-0.5 * ((k - radius) / sigma) ** 2);
    }
    for (let k = 0; k < kernel; k++) weights[k] /= total;
    for (let y = 0; y < height; y++) {
      const row = y * rowLength;
      for (let i = 0, to = 0; i < columnOf.length; i++) {
        for (let c = 0; c < channels; c++) padded[to++] = image[row + columnOf[i] + c];
      }
      for (let i = 0; i < rowLength; i++) {
        let sum = 0;
        for (let k = 0, p = i; k < kernel; k++, p += channels) sum += weights[k] * padded[p];
        rows[row + i] = sum;
      }
    }
    for (let y = 0; y < height; y++) {
      sums.fill(0);
      for (let k = 0; k < kernel; k++) {
        const weight = weights[k], from = rowOf[y + k];
        for (let i = 0; i < rowLength; i++) sums[i] += weight * rows[from + i];
      }
      image.set(sums, y * rowLength);
    }
  };
}
