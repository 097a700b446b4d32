import { convolvedSize } from "../../geometry.ts";
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
 * @throws {RangeError} What `convolvedSize()` throws.
 */
export function geometry([n, h, w, ci]: Shape, filter: Shape, options: Convolution): Geometry {
  const [kh, kw, , co] = filter, { stride, padding } = options;
  const [ho, wo] = convolvedSize([n, h, w, ci], filter, options);
  return { n, h, w, ci, ho, wo, co, kh, kw, stride, padding };
}

/** The next multiple of `to`. */
export function up(n: number, to: number): number {
  return Math.ceil(n / to) * to;
}
