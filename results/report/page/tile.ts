import type { Desk } from "./desk.ts";
import { drawPicture } from "./draw_picture.ts";
import { element } from "./element.ts";
import type { View } from "./view.ts";

/** Pixels that a small picture is wide, at most. */
export const TILE = 88;

/** A small picture in a list: it can be selected, and opened. */
export function makeTile(): HTMLElement {
  const check = element("span", { className: "check" });
  check.setAttribute("aria-hidden", "true");
  const tile = element("div", { className: "tile", tabIndex: -1 }, element("canvas"), check);
  tile.setAttribute("role", "option");
  return tile;
}

/** The run whose picture a tile shows: another run numbers its pictures otherwise. */
const viewOf = new WeakMap<HTMLElement, View>();

/** Makes a tile show a picture. @param extra What is said of it besides. */
export function showTile(tile: HTMLElement, desk: Desk, i: number, extra = ""): void {
  if (tile.dataset.image !== String(i) || viewOf.get(tile) !== desk.view) {
    tile.dataset.image = String(i);
    viewOf.set(tile, desk.view);
    drawPicture(desk.view, tile.querySelector("canvas")!, i, TILE);
  }
  const text = desk.describe(i) + extra;
  tile.title = text;
  tile.setAttribute("aria-label", text);
  tile.classList.toggle("wrong", desk.isWrong(i));
  markTile(tile, desk);
}

/** Shows whether a tile's picture is selected. */
export function markTile(tile: HTMLElement, { selection }: Desk): void {
  tile.setAttribute("aria-selected", String(selection.has(Number(tile.dataset.image))));
}
