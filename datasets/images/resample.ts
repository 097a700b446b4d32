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

/** How pixels between pixels are found. */
export type Interpolation = "bilinear" | "bicubic";

/** What a pixel at some distance counts, and the distance from which on it counts nothing. */
const KERNELS: Readonly<
  Record<Interpolation, { readonly support: number; at(distance: number): number }>
> = {
  bilinear: { support: 1, at: (x) => x < 1 ? 1 - x : 0 },
  // Keys' cubic with a = -0.5: below 0 from one pixel on.
  bicubic: {
    support: 2,
    at(x) {
      if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
    },
  },
};

/** Bits after the point of a weight. With 8-bit pixels, sums stay within 32 bits. */
export const PRECISION = 22;

/**
 * Weights of an antialiased resampling along one axis, cropped.
 *
 * The same as Pillow's, to the bit: the kernel is stretched by as much as the image shrinks, and is
 * as wide as one input pixel where it grows.
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
  interpolation: Interpolation = "bilinear",
): PillowWeights {
  const scale = length / to, stretch = Math.max(scale, 1), kernel = KERNELS[interpolation];
  const support = kernel.support * stretch;
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
      sum += exact[x - start] = kernel.at(Math.abs((x - centre + 0.5) * (1 / stretch)));
    }
    first[i] = start;
    count[i] = end - start;
    for (let j = 0; j < end - start; j++) {
      const weight = exact[j] / sum * (1 << PRECISION);
      weights[i * most + j] = Math.trunc(weight + (weight < 0 ? -0.5 : 0.5));
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
  // Clamped, since a cubic goes beyond what lies on both sides of an edge.
  const between = new Uint8ClampedArray((bottom - top) * columns * 3);
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
  const out = new Uint8ClampedArray(rows * line);
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
  return new Uint8Array(out.buffer);
}
