import type { Span } from "./rgb.ts";

/** Weights of one axis: output pixel i is the sum of `weights[i * most + j] * input[first[i] + j]`. */
export interface PillowWeights {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** Fixed point, {@link PRECISION} bits. */
  readonly weights: Int32Array;
  /** Most inputs of an output. */
  readonly most: number;
}

/** Bits after the point of a weight. With 8-bit pixels, sums stay within 32 bits. */
export const PRECISION = 22;

/**
 * Weights of an antialiased bilinear (triangle) resampling along one axis, cropped.
 *
 * The same as Pillow's, to the bit: the triangle is as wide as one output pixel where the image
 * shrinks, and as one input pixel where it grows.
 *
 * @param from Pixels of the input.
 * @param to Pixels of the whole output.
 * @param offset First output pixel that is wanted.
 * @param wanted How many are.
 * @param span Where the image lies, in pixels of the input.
 */
export function pillowWeights(
  from: number,
  to: number,
  offset: number,
  wanted: number,
  [origin, length]: Span = [0, from],
): PillowWeights {
  const scale = length / to;
  const support = Math.max(scale, 1);
  const most = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(wanted), count = new Int32Array(wanted);
  const weights = new Int32Array(wanted * most);
  const exact = new Float64Array(most);
  for (let i = 0; i < wanted; i++) {
    const centre = origin + (offset + i + 0.5) * scale;
    const start = Math.max(Math.trunc(centre - support + 0.5), 0);
    const end = Math.min(Math.trunc(centre + support + 0.5), from);
    let sum = 0;
    for (let x = start; x < end; x++) {
      const distance = Math.abs((x - centre + 0.5) * (1 / support));
      sum += exact[x - start] = distance < 1 ? 1 - distance : 0;
    }
    first[i] = start;
    count[i] = end - start;
    for (let j = 0; j < end - start; j++) {
      weights[i * most + j] = Math.trunc(exact[j] / sum * (1 << PRECISION) + 0.5);
    }
  }
  return { first, count, weights, most };
}

const HALF = 1 << (PRECISION - 1);

/**
 * Resamples an RGB image, rows first, then columns, with 8 bits between.
 *
 * @param data `[height, width, 3]`
 * @param width Of the input.
 * @param across Weights along the width.
 * @param down Weights along the height.
 * @returns `[outputs of down, outputs of across, 3]`
 */
export function resample(
  data: Uint8Array,
  width: number,
  across: PillowWeights,
  down: PillowWeights,
): Uint8Array {
  const columns = across.first.length, rows = down.first.length;
  const top = down.first[0], bottom = down.first[rows - 1] + down.count[rows - 1];
  const between = new Uint8Array((bottom - top) * columns * 3);
  for (let y = top, to = 0; y < bottom; y++) {
    for (let i = 0; i < columns; i++, to += 3) {
      let red = HALF, green = HALF, blue = HALF;
      let from = (y * width + across.first[i]) * 3;
      for (let j = 0, at = i * across.most; j < across.count[i]; j++, at++, from += 3) {
        const weight = across.weights[at];
        red += data[from] * weight;
        green += data[from + 1] * weight;
        blue += data[from + 2] * weight;
      }
      between[to] = red >> PRECISION;
      between[to + 1] = green >> PRECISION;
      between[to + 2] = blue >> PRECISION;
    }
  }
  const line = columns * 3;
  const out = new Uint8Array(rows * line);
  const sums = new Int32Array(line);
  for (let i = 0; i < rows; i++) {
    sums.fill(HALF);
    for (let j = 0; j < down.count[i]; j++) {
      const weight = down.weights[i * down.most + j];
      const from = (down.first[i] - top + j) * line;
      for (let x = 0; x < line; x++) sums[x] += between[from + x] * weight;
    }
    for (let x = 0; x < line; x++) out[i * line + x] = sums[x] >> PRECISION;
  }
  return out;
}
