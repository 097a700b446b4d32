import type { Augmentation } from "./augmentation.ts";
import type { Normalise } from "./normalise.ts";
import type { Size } from "./size.ts";

/** What views are made of and how; plain JSON, so that it can be sent to a worker. */
export interface RenderOptions {
  /** Size of the stored images. */
  readonly source: Size;
  /** Size of the views. */
  readonly output: Size;
  /** 1 (grey) or 3 (RGB). Saturation, hue and grey change nothing on grey images. */
  readonly channels: number;
  readonly augmentation: Augmentation;
  readonly normalise: Normalise;
}

/**
 * Makes one view from an image and drawn parameters.
 *
 * @param pixels Bytes, `[height, width, channels]` from `offset` on.
 * @param parameters What `drawView` has drawn, in the order of `layoutOf`.
 * @param into Receives `[output height, output width, channels]` from `at` on, normalised.
 */
export type Render = (
  pixels: Uint8Array,
  offset: number,
  parameters: Float64Array,
  into: Float32Array,
  at: number,
) => void;
