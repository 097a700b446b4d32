import type { Dataset } from "../../datasets/dataset.ts";
import { drawInto, encoderOf } from "../export/png.ts";

/** Images of a run in a few large lossy pictures. */
export interface Mosaics {
  /** Pixels a side of one image. */
  readonly side: number;
  readonly columns: number;
  /** Images a mosaic. */
  readonly each: number;
  /** WebP files. */
  readonly files: readonly Uint8Array[];
}

/** Mosaics are this wide and high, in images and in pixels, at most. */
const COLUMNS = 32, WIDEST = 2048;

/**
 * Draws images, in the order given, into WebP mosaics, each brought to fit a square of `side`
 * pixels by averaging; smaller images keep their size.
 */
export async function drawMosaics(
  dataset: Dataset,
  shown: Uint32Array,
  largest: number,
  quality: number,
  progress: (done: number) => void,
): Promise<Mosaics> {
  const { height, width, channels } = dataset;
  const side = Math.min(largest, Math.max(height, width));
  const columns = Math.max(1, Math.min(COLUMNS, Math.floor(WIDEST / side)));
  const each = columns * columns;
  const files: Uint8Array[] = [];
  const pixels = new Uint8Array(height * width * channels);
  for (let from = 0; from < shown.length; from += each) {
    const some = shown.subarray(from, from + each);
    const canvas = { width: columns * side, height: Math.ceil(some.length / columns) * side };
    const rgba = new Uint8Array(4 * canvas.width * canvas.height);
    for (const [place, index] of some.entries()) {
      await dataset.read(Uint32Array.of(index), pixels);
      const small = shrink(pixels, { height, width, channels }, side);
      const left = (place % columns) * side, top = Math.floor(place / columns) * side;
      drawInto(rgba, canvas.width, small.pixels, small, left, top);
    }
    files.push(await (await encoderOf(rgba, canvas)).webp(quality));
    progress(Math.min(shown.length, from + each));
  }
  return { side, columns, each, files };
}

/** Averages blocks of pixels so that the longer side is at most `side`. */
export function shrink(
  pixels: Uint8Array,
  shape: { height: number; width: number; channels: number },
  side: number,
): { pixels: Uint8Array; height: number; width: number; channels: number } {
  const { height, width, channels } = shape;
  const scale = Math.max(height, width) / side;
  if (scale <= 1) return { pixels, ...shape };
  const h = Math.max(1, Math.round(height / scale)), w = Math.max(1, Math.round(width / scale));
  const out = new Uint8Array(h * w * channels);
  for (let y = 0; y < h; y++) {
    const y0 = Math.floor(y * height / h), y1 = Math.max(y0 + 1, Math.floor((y + 1) * height / h));
    for (let x = 0; x < w; x++) {
      const x0 = Math.floor(x * width / w), x1 = Math.max(x0 + 1, Math.floor((x + 1) * width / w));
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let j = y0; j < y1; j++) {
          for (let i = x0; i < x1; i++) sum += pixels[(j * width + i) * channels + c];
        }
        out[(y * w + x) * channels + c] = Math.round(sum / ((y1 - y0) * (x1 - x0)));
      }
    }
  }
  return { pixels: out, height: h, width: w, channels };
}
