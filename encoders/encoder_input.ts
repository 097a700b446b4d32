import { squareOf } from "../datasets/images/prepare.ts";
import type { Preprocessing } from "./preprocessing.ts";

/** Size of stored images. */
export interface StoredSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * What an encoder sees of stored images: resized where they are not of its size, cropped, normalised.
 *
 * @param images `[n, height, width, channels]`, 0 to 255, of 1 or 3 channels.
 * @returns `[n, side, side, 3]`
 */
export function encoderInput(
  images: Uint8Array,
  stored: StoredSize,
  { resize, fit, interpolation, side, mean, deviation }: Preprocessing,
): Float32Array {
  const { height, width, channels } = stored, size = height * width * channels;
  const isResized = height === resize && width === resize;
  const start = Math.round((resize - side) / 2), n = images.length / size;
  const x = new Float32Array(n * side * side * 3);
  // What each byte of each channel becomes.
  const values = Float32Array.from(
    { length: 3 * 256 },
    (_, i) => ((i & 255) / 255 - mean[i >> 8]) / deviation[i >> 8],
  );
  for (let i = 0, to = 0; i < n; i++) {
    const image = images.subarray(i * size, (i + 1) * size);
    const data = channels === 1 ? threeAlike(image) : image;
    const square = isResized
      ? data
      : squareOf({ data, width, height, full: [width, height] }, resize, { fit, interpolation });
    for (let y = 0; y < side; y++) {
      let at = ((start + y) * resize + start) * 3;
      for (let column = 0; column < side; column++, to += 3, at += 3) {
        x[to] = values[square[at]];
        x[to + 1] = values[256 + square[at + 1]];
        x[to + 2] = values[512 + square[at + 2]];
      }
    }
  }
  return x;
}

/** A grey image as one of three like channels. */
function threeAlike(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(grey.length * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = grey[Math.trunc(i / 3)];
  return rgb;
}
