/** Bits that sensors and converters fill of 16, the fewest first. */
const DEPTHS = [8, 10, 12, 14];

/** What samples of a depth are below once they are brought from 16 bits to 8. */
const MOST = 1 << DEPTHS.at(-1)! - 8;

/**
 * Whether an image of 16 bits, brought to 8 by its upper ones, may have been of fewer bits.
 *
 * @param pixels Samples of 8 bits.
 */
export function mayUseLowBits(pixels: Uint8Array): boolean {
  return pixels.every((value) => value < MOST);
}

/**
 * Brings samples of 16 bits that use the lower ones alone to 8 bits: by the fewest bits of 8, 10, 12
 * and 14 that hold them all, so that images of one sensor are mostly brightened alike.
 *
 * @param samples `[n, channels]`, numbers of this machine.
 * @param channels Of which the fourth is alpha, and uses all bits.
 * @returns `[n, channels]`; nothing where all bits are used, or every sample is 0.
 */
export function fromLowBits(samples: Uint16Array, channels: number): Uint8Array | undefined {
  const isColour = (i: number) => channels < 4 || i % 4 < 3;
  let most = 0;
  for (let i = 0; i < samples.length; i++) {
    if (samples[i] > most && isColour(i)) most = samples[i];
  }
  const depth = DEPTHS.find((bits) => most < 1 << bits);
  if (most === 0 || depth === undefined) return undefined;
  return Uint8Array.from(samples, (value, i) => value >> (isColour(i) ? depth : 16) - 8);
}
