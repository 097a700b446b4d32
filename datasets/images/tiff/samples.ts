/**
 * Sums samples that are stored as differences from the pixel before, in place.
 *
 * @param rows `[height, line]`
 * @param line Samples of a row.
 * @param tile Samples of a row of a tile, each of which begins anew.
 * @param stride Samples of a pixel.
 */
export function undoDifferences(
  rows: Uint8Array | Uint16Array,
  line: number,
  tile: number,
  stride: number,
): void {
  for (let i = 0; i < rows.length; i++) {
    if (i % line % tile >= stride) rows[i] += rows[i - stride];
  }
}

/**
 * Brings colours that are multiplied by their alpha to what they were before, in place.
 *
 * @param pixels `[n, stride]`, alpha last.
 */
export function divideByAlpha(pixels: Uint8Array | Uint16Array, stride: 2 | 4): void {
  const most = pixels instanceof Uint16Array ? 0xffff : 0xff;
  for (let i = 0; i < pixels.length; i += stride) {
    const alpha = pixels[i + stride - 1];
    if (alpha === 0) continue;
    for (let j = i; j < i + stride - 1; j++) {
      pixels[j] = Math.min(most, Math.round(pixels[j] * most / alpha));
    }
  }
}

/**
 * Takes samples of a few bits out of bytes.
 *
 * @param rows `[height, ceil(width * bits / 8)]`
 * @param bits 2 or 4.
 * @returns `[height, width]`
 */
export function unpack(rows: Uint8Array, width: number, height: number, bits: number): Uint8Array {
  const out = new Uint8Array(width * height);
  const line = Math.ceil(width * bits / 8), most = 2 ** bits - 1;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      const bit = x * bits;
      out[to] = rows[y * line + (bit >> 3)] >> (8 - bits - (bit & 7)) & most;
    }
  }
  return out;
}

/**
 * Looks colours up.
 *
 * @param indices `[n]`
 * @param map All red values, all green ones, all blue ones, of 16 bits.
 * @returns `[n, 3]`
 */
export function lookUp(
  indices: Uint8Array,
  map: readonly number[],
): Uint8Array<ArrayBuffer> {
  const colours = map.length / 3;
  // Some programs write 8 bits where 16 are due.
  const shift = map.some((value) => value > 255) ? 8 : 0;
  const table = Uint8Array.from(map, (value) => value >> shift);
  const out = new Uint8Array(indices.length * 3);
  for (let i = 0, to = 0; i < indices.length; i++) {
    for (let channel = 0; channel < 3; channel++) out[to++] = table[channel * colours + indices[i]];
  }
  return out;
}

/**
 * Brings YCbCr of the full range, as JPEG has it (ITU-R BT.601), to RGB, in place.
 *
 * @param pixels `[n, 3]`
 */
export function ycbcrToRgb(pixels: Uint8Array): void {
  const out = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  for (let i = 0; i < pixels.length; i += 3) {
    const y = pixels[i], cb = pixels[i + 1] - 128, cr = pixels[i + 2] - 128;
    out[i] = y + 1.402 * cr;
    out[i + 1] = y - 0.344136 * cb - 0.714136 * cr;
    out[i + 2] = y + 1.772 * cb;
  }
}

/**
 * Brings floating-point samples from 0 to 1 to 8 bits.
 *
 * @returns `undefined` where a sample lies outside.
 */
export function fromFloats(samples: Float32Array): Uint8Array<ArrayBuffer> | undefined {
  const out = new Uint8Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i];
    if (!(value >= 0 && value <= 1)) return undefined;
    out[i] = Math.round(value * 255);
  }
  return out;
}
