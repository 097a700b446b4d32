/**
 * The grey of RGB pixels: luma of ITU-R BT.601 in Pillow's whole numbers.
 *
 * @param rgb `[n, 3]`, 0 to 255.
 * @returns `[n]`.
 */
export function greyOf(rgb: Uint8Array): Uint8Array {
  return Uint8Array.from(
    { length: rgb.length / 3 },
    (_, i) => (rgb[3 * i] * 19595 + rgb[3 * i + 1] * 38470 + rgb[3 * i + 2] * 7471 + 0x8000) >> 16,
  );
}
