import { BLUE, GREEN, RED } from "./jitter.ts";

/** Gives all channels of an RGB image the grey value, in place. */
export function grey(image: Float32Array): void {
  for (let i = 0; i < image.length; i += 3) {
    image[i] = image[i + 1] = image[i + 2] = RED * image[i] + GREEN * image[i + 1] +
      BLUE * image[i + 2];
  }
}
