import type { PageSet } from "./page_set.ts";
import type { View } from "./view.ts";

/** Below so many pixels a side, pictures are shown as the squares that they are. */
const COARSE = 48;

/** Mosaics that have been asked for. */
const mosaics = new WeakMap<PageSet, (Promise<HTMLImageElement> | undefined)[]>();

/** One mosaic of a set as an image, loaded once. */
function mosaicOf(set: PageSet, at: number): Promise<HTMLImageElement> {
  const known = mosaics.get(set) ?? [];
  mosaics.set(set, known);
  return known[at] ??= (async () => {
    const image = new Image();
    image.src = `data:image/webp;base64,${set.mosaics.files[at]}`;
    await image.decode();
    return image;
  })();
}

/** What each canvas is to show: it may be asked for another picture while one loads. */
const wanted = new WeakMap<HTMLCanvasElement, object>();

/**
 * Draws a picture from its mosaic into a canvas, unless another was asked for since.
 *
 * @param size Pixels of the page that the canvas is wide.
 */
export async function drawPicture(
  view: View,
  canvas: HTMLCanvasElement,
  i: number,
  size: number,
): Promise<void> {
  const { side, columns, each } = view.images.mosaics;
  const place = view.places[i];
  const own = {};
  wanted.set(canvas, own);
  delete canvas.dataset.drawn;
  canvas.dataset.image = String(i);
  const image = await mosaicOf(view.images, Math.floor(place / each));
  if (wanted.get(canvas) !== own) return;
  const pixels = Math.min(side, Math.ceil(size * (devicePixelRatio || 1)));
  canvas.width = canvas.height = pixels;
  canvas.classList.toggle("coarse", side < COARSE);
  const at = place % each, left = (at % columns) * side, top = Math.floor(at / columns) * side;
  const context = canvas.getContext("2d")!;
  context.imageSmoothingQuality = "high";
  context.drawImage(image, left, top, side, side, 0, 0, pixels, pixels);
  canvas.dataset.drawn = "true";
}
