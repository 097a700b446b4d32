import type { Convolution } from "../../training_ops.ts";

/** The numbers of a convolution in the order in which the kernels take them. */
export interface Geometry {
  readonly n: number;
  readonly h: number;
  readonly w: number;
  readonly ci: number;
  readonly ho: number;
  readonly wo: number;
  readonly co: number;
  readonly kh: number;
  readonly kw: number;
  readonly stride: number;
  readonly padding: number;
}

type Shape = readonly number[];

/**
 * The numbers of a convolution of images with a filter.
 *
 * @throws {RangeError} If the filter does not fit the images.
 */
export function geometry([n, h, w, ci]: Shape, filter: Shape, options: Convolution): Geometry {
  const [kh, kw, channels, co] = filter, { stride, padding } = options;
  if (channels !== ci) {
    throw new RangeError(
      `Cannot convolve: the filter must have as many input channels as the images, and it has ` +
        `${channels} of ${ci}`,
    );
  }
  const ho = Math.floor((h + 2 * padding - kh) / stride) + 1;
  const wo = Math.floor((w + 2 * padding - kw) / stride) + 1;
  if (ho < 1 || wo < 1) {
    throw new RangeError(
      `Cannot convolve: a window must fit into the padded image, and ${kh}x${kw} does not fit ` +
        `into ${h + 2 * padding}x${w + 2 * padding}`,
    );
  }
  return { n, h, w, ci, ho, wo, co, kh, kw, stride, padding };
}

/** The next multiple of `to`. */
export function up(n: number, to: number): number {
  return Math.ceil(n / to) * to;
}
