import { element } from "./element.ts";
import type { PageSet } from "./page_set.ts";
import type { View } from "./view.ts";

/** Is told an image that a person chooses, and whether it is to be brought into sight. */
export type Choose = (i: number, scroll: boolean) => void;

/** One mosaic of a set as an image, loaded once. */
function mosaicOf({ pictures, mosaics }: PageSet, at: number): Promise<HTMLImageElement> {
  return pictures[at] ??= new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.src = `data:image/webp;base64,${mosaics.files[at]}`;
  });
}

/** What each canvas is to show: it may be asked for another image while one loads. */
const wanted = new WeakMap<HTMLCanvasElement, object>();

/** Draws an image of a view from its mosaic into a canvas, unless another was asked for since. */
export async function drawFrom(view: View, canvas: HTMLCanvasElement, i: number): Promise<void> {
  const { side, columns, each } = view.images.mosaics;
  const place = view.places[i];
  canvas.width = canvas.height = side;
  canvas.dataset.image = String(i);
  const own = {};
  wanted.set(canvas, own);
  const image = await mosaicOf(view.images, Math.floor(place / each));
  if (wanted.get(canvas) !== own) return;
  const at = place % each, left = (at % columns) * side, top = Math.floor(at / columns) * side;
  canvas.getContext("2d")!.drawImage(image, left, top, side, side, 0, 0, side, side);
  canvas.dataset.drawn = "true";
}

/** An image as a button that chooses it. */
export function thumb(view: View, i: number, choose: Choose, extra = ""): HTMLButtonElement {
  const canvas = element("canvas");
  const text = view.describe(i) + extra;
  const button = element("button", { type: "button", className: "thumb", title: text }, canvas);
  button.setAttribute("aria-label", text);
  button.dataset.image = String(i);
  if (view.labels && !view.isRight(i)) button.classList.add("wrong");
  button.addEventListener("click", () => choose(i, true));
  drawFrom(view, canvas, i);
  return button;
}

/** Some images under a title. */
export function thumbRow(
  view: View,
  title: string,
  some: readonly number[],
  choose: Choose,
): HTMLElement {
  return element(
    "div",
    { className: "row" },
    element("h4", { textContent: title }),
    element("div", { className: "thumbs" }, ...some.map((i) => thumb(view, i, choose))),
  );
}
