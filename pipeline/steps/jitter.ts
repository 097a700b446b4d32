import { JITTER_ORDERS } from "../draw.ts";

/** Weights of red, green and blue in the grey value (ITU-R BT.601, as Pillow and torchvision). */
export const RED = 0.299, GREEN = 0.587, BLUE = 0.114;

/**
 * Carries out a drawn colour jitter in place.
 *
 * On images of one channel, saturation and hue change nothing, as in torchvision.
 *
 * @param image `[pixels, channels]` in [0, 1].
 * @param parameters Factors of brightness, contrast and saturation, hue shift in turns, number of
 * the order.
 */
export function jitter(
  image: Float32Array,
  channels: number,
  parameters: Float64Array,
  at: number,
): void {
  const order = JITTER_ORDERS[parameters[at + 4]];
  for (let i = 0; i < 4; i++) {
    const kind = order[i], value = parameters[at + kind];
    if (kind === 0) adjustBrightness(image, value);
    else if (kind === 1) adjustContrast(image, channels, value);
    else if (channels === 1) continue;
    else if (kind === 2) adjustSaturation(image, value);
    else shiftHue(image, value);
  }
}

/** Multiplies by a factor and clips to [0, 1], in place. */
export function adjustBrightness(image: Float32Array, factor: number): void {
  if (factor === 1) return;
  for (let i = 0; i < image.length; i++) {
    const x = factor * image[i];
    image[i] = x > 1 ? 1 : x;
  }
}

/** Blends with the mean grey value of the image and clips to [0, 1], in place. */
export function adjustContrast(image: Float32Array, channels: number, factor: number): void {
  if (factor === 1) return;
  let sum = 0;
  if (channels === 3) {
    for (let i = 0; i < image.length; i += 3) {
      sum += RED * image[i] + GREEN * image[i + 1] + BLUE * image[i + 2];
    }
  } else {
    for (let i = 0; i < image.length; i++) sum += image[i];
  }
  const rest = (1 - factor) * sum * channels / image.length;
  for (let i = 0; i < image.length; i++) {
    const x = factor * image[i] + rest;
    image[i] = x < 0 ? 0 : x > 1 ? 1 : x;
  }
}

/** Blends each pixel of an RGB image with its grey value and clips to [0, 1], in place. */
export function adjustSaturation(image: Float32Array, factor: number): void {
  if (factor === 1) return;
  const rest = 1 - factor;
  for (let i = 0; i < image.length; i += 3) {
    const r = image[i], g = image[i + 1], b = image[i + 2];
    const grey = rest * (RED * r + GREEN * g + BLUE * b);
    const r1 = factor * r + grey, g1 = factor * g + grey, b1 = factor * b + grey;
    image[i] = r1 < 0 ? 0 : r1 > 1 ? 1 : r1;
    image[i + 1] = g1 < 0 ? 0 : g1 > 1 ? 1 : g1;
    image[i + 2] = b1 < 0 ? 0 : b1 > 1 ? 1 : b1;
  }
}

/**
 * Turns the hue of an RGB image, in HSV, in place.
 *
 * The value (largest channel) and the chroma (largest less smallest) of a pixel stay what they are;
 * only which channel is where between them changes, so that no clipping is needed.
 *
 * @param shift In full turns, -0.5 to 0.5.
 */
export function shiftHue(image: Float32Array, shift: number): void {
  if (shift === 0) return;
  const turn = 6 * shift;
  for (let i = 0; i < image.length; i += 3) {
    const r = image[i], g = image[i + 1], b = image[i + 2];
    const high = r > g ? (r > b ? r : b) : (g > b ? g : b);
    const low = r < g ? (r < b ? r : b) : (g < b ? g : b);
    const chroma = high - low;
    if (chroma === 0) continue;
    // Hue in sixths of a turn, from -1 to 5 before it is shifted.
    let hue = turn;
    if (high === r) hue += (g - b) / chroma;
    else if (high === g) hue += 2 + (b - r) / chroma;
    else hue += 4 + (r - g) / chroma;
    if (hue < 0) hue += 6;
    else if (hue >= 6) hue -= 6;
    const sector = Math.floor(hue), part = chroma * (hue - sector);
    switch (sector) {
      case 0:
      case 6: // a hue just below 0 that rounding has made 6
        image[i] = high;
        image[i + 1] = low + part;
        image[i + 2] = low;
        break;
      case 1:
        image[i] = high - part;
        image[i + 1] = high;
        image[i + 2] = low;
        break;
      case 2:
        image[i] = low;
        image[i + 1] = high;
        image[i + 2] = low + part;
        break;
      case 3:
        image[i] = low;
        image[i + 1] = high - part;
        image[i + 2] = high;
        break;
      case 4:
        image[i] = low + part;
        image[i + 1] = low;
        image[i + 2] = high;
        break;
      default:
        image[i] = high;
        image[i + 1] = low;
        image[i + 2] = high - part;
    }
  }
}
