import { Stream } from "../core/random.ts";
import { drawView, layoutOf } from "./draw.ts";
import { createRender } from "./render.ts";
import type { RenderOptions } from "./render_options.ts";

/** What views are made of, how, and from which seed; plain JSON. */
export interface ViewOptions extends RenderOptions {
  readonly seed: number;
}

/**
 * Writes one view of each image.
 *
 * @param images Bytes `[n, height, width, channels]`.
 * @param indices Which images of the data set they are `[n]`.
 * @param passes How often each was seen before `[n]`.
 * @param view Number of the view within the training example.
 * @param into Receives `[n, output height, output width, channels]`, normalised.
 */
export type Views = (
  images: Uint8Array,
  indices: ArrayLike<number>,
  passes: ArrayLike<number>,
  view: number,
  into: Float32Array,
) => void;

/**
 * Makes what turns stored images into the float views a network sees. A view depends on the seed,
 * the image's number, the pass and the view's number, and on nothing else.
 *
 * @example Two views of one image
 * ```ts
 * import { createViews, parseAugmentation } from "@crlc/crlc/pipeline";
 * import { notDeepStrictEqual } from "node:assert/strict";
 *
 * const size = { height: 4, width: 4 };
 * const augmentation = parseAugmentation([{ step: "crop" }, { step: "flip" }]);
 * const write = createViews({
 *   source: size,
 *   output: size,
 *   channels: 1,
 *   augmentation,
 *   normalise: { mean: [0.5], std: [0.25] },
 *   seed: 0,
 * });
 * const image = Uint8Array.from({ length: 16 }, (_, i) => 16 * i);
 * const first = new Float32Array(16), second = new Float32Array(16);
 * write(image, [7], [0], 0, first);
 * write(image, [7], [0], 1, second);
 * notDeepStrictEqual(first, second);
 * ```
 *
 * @throws {CrlcError} `BAD_SIZE` or `BAD_NORMALISE` if images, augmentation and normalisation do not
 *   go together.
 */
export function createViews(options: ViewOptions): Views {
  const { source, output, channels, augmentation, seed } = options;
  const render = createRender(options);
  const parameters = new Float64Array(layoutOf(augmentation).length);
  const stored = source.height * source.width * channels;
  const made = output.height * output.width * channels;

  return (images, indices, passes, view, into) => {
    for (let i = 0; i < indices.length; i++) {
      const stream = new Stream(seed, "augment", passes[i], indices[i], view);
      drawView(augmentation, source, output, stream, parameters);
      render(images, i * stored, parameters, into, i * made);
    }
  };
}
