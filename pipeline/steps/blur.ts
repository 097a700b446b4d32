import type { Size } from "../size.ts";
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
  const { height, width } = size, reach = (kernel - 1) / 2, rowLength = width * channels;
  // Of the centre and of the pixels at each distance on either side of it.
  const weights = new Float64Array(reach + 1);
  // A row with its reflected borders, and the image after the first pass.
  const padded = new Float32Array((width + 2 * reach) * channels);
  const rows = new Float32Array(height * rowLength);
  const columnOf = Int32Array.from(
    { length: width + 2 * reach },
    (_, i) => pixelOutside(i - reach, width, "reflect") * channels,
  );
  const rowOf = Int32Array.from(
    { length: height + 2 * reach },
    (_, i) => pixelOutside(i - reach, height, "reflect") * rowLength,
  );
  const sums = new Float64Array(rowLength);

  return (image, sigma) => {
    const radius = blurRadius(reach, sigma);
    fillBlurWeights(weights, radius, sigma);

    for (let y = 0; y < height; y++) {
      const row = y * rowLength;
      for (let i = 0, to = 0; i < columnOf.length; i++) {
        for (let c = 0; c < channels; c++) padded[to++] = image[row + columnOf[i] + c];
      }
      for (let i = 0; i < rowLength; i++) {
        const centre = i + reach * channels;
        let sum = weights[0] * padded[centre];
        for (let k = 1, d = channels; k <= radius; k++, d += channels) {
          sum += weights[k] * (padded[centre - d] + padded[centre + d]);
        }
        rows[row + i] = sum;
      }
    }
    for (let y = 0; y < height; y++) {
      const middle = y * rowLength;
      for (let i = 0; i < rowLength; i++) sums[i] = weights[0] * rows[middle + i];
      for (let k = 1; k <= radius; k++) {
        const weight = weights[k], above = rowOf[y + reach - k], below = rowOf[y + reach + k];
        for (let i = 0; i < rowLength; i++) sums[i] += weight * (rows[above + i] + rows[below + i]);
      }
      image.set(sums, middle);
    }
  };
}

/** Pixels on either side that count: beyond six standard deviations there is less than a float. */
export function blurRadius(reach: number, sigma: number): number {
  return Math.min(reach, Math.ceil(6 * sigma));
}

/** Weights of the centre and of the pixels at each distance on either side of it; their sum is 1. */
export function fillBlurWeights(weights: Float64Array, radius: number, sigma: number): void {
  let total = 0;
  for (let k = 0; k <= radius; k++) {
    weights[k] = Math.exp(-0.5 * (k / sigma) ** 2);
    total += k === 0 ? weights[k] : 2 * weights[k];
  }
  for (let k = 0; k <= radius; k++) weights[k] /= total;
}
