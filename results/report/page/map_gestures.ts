import { found } from "./found.ts";
import type { MapFrame } from "./map_frame.ts";

/** What a map does when somebody points, drags and types. */
export interface Gestures {
  readonly frame: MapFrame;
  hover(x: number, y: number): void;
  leave(): void;
  click(x: number, y: number, toggles: boolean): void;
  open(): void;
  toggle(): void;
  draw(line: readonly (readonly [number, number])[], whole: boolean): void;
  walk(dx: number, dy: number): void;
  redraw(): void;
}

type Spot = readonly [number, number];

/** Pixels beyond which a press is a drag. */
const DRAG = 4;
const STEP = 1.5;
const ARROWS: Readonly<Record<string, Spot>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Leads what is done with pointer, wheel, keys and buttons to a map. */
export function watchMap(canvas: HTMLCanvasElement, map: Gestures): void {
  const drag = found<HTMLSelectElement>("drag");
  const setTouch = () => canvas.style.touchAction = drag.value === "pan" ? "pan-y" : "none";
  drag.addEventListener("change", setTouch);
  setTouch();
  watchPointer(canvas, map, drag);
  canvas.addEventListener("wheel", (event) => {
    // The wheel scrolls the page until somebody works with the map.
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
    event.preventDefault();
    map.leave();
    const [x, y] = spotOf(canvas, event);
    map.frame.zoom(Math.exp(-event.deltaY / 300), x, y);
    map.redraw();
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => onKey(event, map));
  canvas.addEventListener("blur", () => map.leave());
  const zoom = (times: number) => {
    map.leave();
    map.frame.zoom(times);
    map.redraw();
  };
  found("zoom-in").addEventListener("click", () => zoom(STEP));
  found("zoom-out").addEventListener("click", () => zoom(1 / STEP));
  found("zoom-reset").addEventListener("click", () => zoom(1e-9));
}

/** A drag pans, or draws a box or a lasso; with Shift it always draws. */
function watchPointer(canvas: HTMLCanvasElement, map: Gestures, drag: HTMLSelectElement): void {
  let start: Spot | undefined, last: Spot = [0, 0], moved = false;
  let line: Spot[] = [], kind = "pan";
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = last = spotOf(canvas, event);
    moved = false;
    line = [start];
    kind = event.shiftKey && drag.value === "pan" ? "box" : drag.value;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const spot = spotOf(canvas, event);
    if (!start) return map.hover(...spot);
    if (!moved && Math.hypot(spot[0] - start[0], spot[1] - start[1]) < DRAG) return;
    if (!moved) map.leave();
    moved = true;
    if (kind === "pan") {
      map.frame.pan(spot[0] - last[0], spot[1] - last[1]);
      map.redraw();
    } else {
      line = kind === "box" ? boxOf(start, spot) : [...line, spot];
      map.draw(line, false);
    }
    last = spot;
  });
  const end = (event: PointerEvent) => {
    if (!start) return;
    const from = start;
    start = undefined;
    if (!moved) map.click(...from, event.ctrlKey || event.metaKey);
    else if (kind !== "pan") map.draw(line, true);
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", () => {
    start = undefined;
    map.draw([], true);
  });
  canvas.addEventListener("pointerleave", () => {
    if (!start) map.leave();
  });
}

function onKey(event: KeyboardEvent, map: Gestures): void {
  const { key } = event, arrow = ARROWS[key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape") map.leave();
  else if (key === "Enter") map.open();
  else if (key === " ") map.toggle();
  else if (key === "+" || key === "=") map.frame.zoom(STEP);
  else if (key === "-") map.frame.zoom(1 / STEP);
  else if (key === "0") map.frame.reset();
  else if (arrow && event.shiftKey) map.frame.pan(-60 * arrow[0], -60 * arrow[1]);
  else if (arrow) map.walk(...arrow);
  else return;
  event.preventDefault();
  map.redraw();
}

function boxOf([ax, ay]: Spot, [bx, by]: Spot): Spot[] {
  return [[ax, ay], [bx, ay], [bx, by], [ax, by]];
}

function spotOf(canvas: HTMLCanvasElement, { clientX, clientY }: MouseEvent): Spot {
  const { left, top } = canvas.getBoundingClientRect();
  return [clientX - left - canvas.clientLeft, clientY - top - canvas.clientTop];
}
