/**
 * The key of an image: every random number of the image follows from it.
 *
 * @param seed Seed of the generator, 0 to 2^32 - 1.
 * @param index Place of the image, from 0.
 * @returns An integer from 0 to 2^32 - 1.
 */
export function imageKey(seed: number, index: number): number {
  let x = (Math.imul(seed, 0x9E3779B1) + Math.imul(index + 1, 0x85EBCA6B)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7FEB352D);
  x = Math.imul(x ^ (x >>> 15), 0x846CA68B);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * Draw `k` of an image: standard mulberry32, addressed by number instead of called in order.
 *
 * @param key From {@link imageKey}.
 * @param k From 0.
 * @returns A number of the uniform distribution on `[0, 1)`.
 */
export function draw(key: number, k: number): number {
  const a = (key + Math.imul(k + 1, 0x6D2B79F5)) | 0;
  let t = Math.imul(a ^ (a >>> 15), a | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
