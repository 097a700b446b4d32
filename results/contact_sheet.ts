import type { PixelShape } from "./export/png.ts";
import { drawInto } from "./export/png.ts";

/** A row of images side by side, opaque where one is. */
export interface ContactSheet {
  /** `[height, width, 4]`. */
  readonly rgba: Uint8Array;
  readonly height: number;
  readonly width: number;
}

/** Height that small images are enlarged to, and that large ones are brought below. */
const HEIGHT = 64;
/** Pixels between two images, and thrice as many after the first. */
const GAP = 4;

/** One image, each pixel repeated or left out so that it is about `HEIGHT` high. */
function resized(pixels: Uint8Array, { height, width, channels }: PixelShape) {
  const scale = height <= HEIGHT ? Math.max(1, Math.floor(HEIGHT / height)) : HEIGHT / height;
  const shape = {
    height: Math.max(1, Math.round(height * scale)),
    width: Math.max(1, Math.round(width * scale)),
    channels,
  };
  const made = new Uint8Array(shape.height * shape.width * channels);
  for (let y = 0, to = 0; y < shape.height; y++) {
    const row = Math.min(height - 1, Math.floor(y / scale));
    for (let x = 0; x < shape.width; x++, to += channels) {
      const from = (row * width + Math.min(width - 1, Math.floor(x / scale))) * channels;
      made.set(pixels.subarray(from, from + channels), to);
    }
  }
  return { pixels: made, shape };
}

/**
 * Puts images side by side, the first one a little apart, to be shown in a terminal.
 *
 * @param images Each `[height, width, channels]`, 0 to 255; at least one.
 */
export function contactSheetOf(images: readonly Uint8Array[], shape: PixelShape): ContactSheet {
  const parts = images.map((pixels) => resized(pixels, shape));
  const { height, width: each } = parts[0].shape;
  const width = each * parts.length + GAP * (parts.length - 1) + (parts.length > 1 ? 2 * GAP : 0);
  const rgba = new Uint8Array(4 * height * width);
  parts.forEach(({ pixels, shape }, i) =>
    drawInto(rgba, width, pixels, shape, i * (each + GAP) + (i > 0 ? 2 * GAP : 0), 0)
  );
  return { rgba, height, width };
}
