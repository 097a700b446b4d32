import type { Size } from "../size.ts";

/**
 * Paints a square, as much of it as lies within the image, in place.
 *
 * @param image `[height, width, channels]`.
 * @param y Row of the centre.
 * @param x Column of the centre.
 * @param half Half the side in pixels; 0 paints nothing.
 * @param colour One value a channel.
 */
export function cutout(
  image: Float32Array,
  { height, width }: Size,
  y: number,
  x: number,
  half: number,
  colour: readonly number[],
): void {
  const channels = colour.length;
  const left = Math.max(0, x - half), right = Math.min(width, x + half);
  for (let row = Math.max(0, y - half); row < Math.min(height, y + half); row++) {
    for (let i = row * width + left; i < row * width + right; i++) {
      for (let c = 0; c < channels; c++) image[i * channels + c] = colour[c];
    }
  }
}
