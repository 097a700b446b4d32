import { type Colouring, colouringOf, coloursOf, onScale, pixelOf } from "./colouring.ts";
import type { Desk } from "./desk.ts";
import { drawPicture } from "./draw_picture.ts";
import { element } from "./element.ts";
import { found } from "./found.ts";
import { isInside } from "./inside.ts";
import { MapFilters } from "./map_filters.ts";
import { MapFrame } from "./map_frame.ts";
import { type Gestures, watchMap } from "./map_gestures.ts";
import { MapLegend } from "./map_legend.ts";
import { MapPainter } from "./map_painter.ts";
import { Pictures } from "./pictures.ts";
import { PointIndex } from "./point_index.ts";

/** Pixels within which a point is pointed at. */
const REACH = 12;
/** Groups up to which each has its number on the map. */
const NUMBERED = 60;

/** The map of a run's pictures: a point each, to point at, walk over, enlarge, filter and select. */
export class ImageMap implements Gestures {
  readonly frame = new MapFrame();
  readonly #desk: Desk;
  readonly #canvas = found<HTMLCanvasElement>("map");
  readonly #tip = found("tip");
  readonly #by = found<HTMLSelectElement>("by");
  readonly #painter = new MapPainter(this.#canvas);
  readonly #filters: MapFilters;
  readonly #legend: MapLegend;
  readonly #picked: Pictures;
  #index!: PointIndex;
  #colours = new Uint32Array(0);
  #texts: { text: string; u: number; v: number }[] = [];
  #line: readonly (readonly [number, number])[] = [];
  #at = -1;
  #waiting = false;
  /** Whether the colours are to be worked out anew. */
  #stale = true;

  constructor(desk: Desk) {
    this.#desk = desk;
    const anew = () => this.#restart();
    this.#filters = new MapFilters(desk, anew);
    this.#legend = new MapLegend(anew);
    found("map-filters").append(this.#filters.box);
    this.#picked = new Pictures(desk, { label: "Selected on the map", layout: "grid" });
    found("picked").append(element("p", { className: "dim" }), this.#picked.box);
    this.#by.addEventListener("change", () => {
      this.#legend.reset();
      anew();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", anew);
    watchMap(this.#canvas, this);
    this.#painter.fit(this.frame);
    new ResizeObserver(() => {
      this.#painter.fit(this.frame);
      this.#soon();
    }).observe(this.#canvas);
    desk.onRun.on(() => this.#show());
    desk.onGroups.on(() => {
      this.#filters.fill();
      this.#restart();
    });
    this.#show();
  }

  /** Shows another run. */
  #show(): void {
    const { view } = this.#desk;
    this.#index = new PointIndex(view.map);
    for (const option of this.#by.options) {
      option.disabled = ["class", "right"].includes(option.value) && !view.labels ||
        option.value === "confidence" && !view.tellsConfidence ||
        option.value === "agreement" && !view.agreement;
    }
    if (this.#by.selectedOptions[0].disabled) this.#by.value = "group";
    this.#at = -1;
    this.frame.reset();
    this.#legend.reset();
    this.#filters.fill();
    found("picked").hidden = true;
    this.#restart();
  }

  hover(x: number, y: number): void {
    this.#pointAt(this.#under(x, y));
  }

  leave(): void {
    this.#pointAt(-1);
  }

  click(x: number, y: number, toggles: boolean): void {
    const i = this.#under(x, y);
    if (i < 0) return;
    if (toggles) this.#desk.toggle(i);
    else this.open(i);
  }

  /** Opens a picture among those that the map shows, its neighbours first. */
  open(i = this.#at): void {
    if (i < 0) return;
    const { ids, k } = this.#desk.view;
    this.#desk.open(i, [i, ...ids.subarray(i * k, (i + 1) * k)]);
  }

  toggle(): void {
    if (this.#at >= 0) this.#desk.toggle(this.#at);
  }

  /** Shows the line around what is being selected, and selects what is within once it is whole. */
  draw(line: readonly (readonly [number, number])[], whole: boolean): void {
    this.#line = whole ? [] : line;
    this.redraw();
    if (!whole || line.length < 3) return;
    const { frame } = this, xs = line.map(([x]) => x), ys = line.map(([, y]) => y);
    const { map } = this.#desk.view, items: number[] = [];
    this.#index.within(
      frame.u(Math.min(...xs)),
      frame.v(Math.max(...ys)),
      frame.u(Math.max(...xs)),
      frame.v(Math.min(...ys)),
      (i) => {
        const shown = this.#colours[i] !== 0;
        if (shown && isInside(frame.x(map[2 * i]), frame.y(map[2 * i + 1]), line)) items.push(i);
      },
    );
    this.#desk.select(items);
    const box = found("picked");
    box.hidden = items.length === 0;
    box.querySelector("p")!.textContent = `${
      items.length.toLocaleString("en-GB")
    } pictures selected on the map`;
    this.#picked.show(items);
    if (items.length === 0) this.#desk.tell("No picture of the map is within.");
  }

  /** Goes to the next picture in a direction. */
  walk(dx: number, dy: number): void {
    const { map, length } = this.#desk.view, { frame } = this;
    if (this.#at < 0) return this.#pointAt(this.#colours.findIndex((colour) => colour !== 0));
    const x = frame.x(map[2 * this.#at]), y = frame.y(map[2 * this.#at + 1]);
    let best = -1, least = Infinity;
    for (let i = 0; i < length; i++) {
      if (this.#colours[i] === 0) continue;
      const u = frame.x(map[2 * i]) - x, v = frame.y(map[2 * i + 1]) - y;
      const along = u * dx + v * dy, across = Math.abs(u * dy - v * dx);
      if (along < 1) continue;
      const cost = along + 3 * across;
      if (cost < least) [best, least] = [i, cost];
    }
    if (best < 0) return;
    frame.bringIn(map[2 * best], map[2 * best + 1]);
    this.#pointAt(best);
  }

  redraw(): void {
    this.#soon();
  }

  #restart(): void {
    this.#stale = true;
    this.#soon();
  }

  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      if (this.#stale) this.#colour();
      this.#paint();
    });
  }

  #paint(): void {
    const { map: points, ids, k } = this.#desk.view, chosen = this.#at;
    this.#painter.paint(this.frame, {
      ...{ points, chosen, colours: this.#colours, texts: this.#texts, line: this.#line },
      near: chosen < 0 ? [] : Array.from(ids.subarray(chosen * k, (chosen + 1) * k)),
    });
  }

  /** Works out the colours of all points, which of them are hidden, and where numbers stand. */
  #colour(): void {
    const { view, grouping } = this.#desk, by = this.#by.value;
    const colouring = colouringOf(view, grouping, by), passes = this.#filters.test();
    this.#stale = false;
    this.#legend.show(colouring);
    const off = this.#legend.off;
    const pixels = coloursOf(colouring, off).map(pixelOf);
    this.#colours = Uint32Array.from({ length: view.length }, (_, i) => {
      const kind = colouring.of(i);
      if (!passes(i)) return 0;
      if (!colouring.switches) return onScale(kind);
      return off.has(kind) ? 0 : pixels[kind];
    });
    this.#texts = by === "group" && grouping.groups.length <= NUMBERED
      ? this.#numbers(colouring)
      : [];
  }

  /** The number of each group, at the middle of its points: the median, which strays do not move. */
  #numbers(colouring: Colouring): { text: string; u: number; v: number }[] {
    const { view: { map, length }, grouping } = this.#desk;
    const members: number[][] = colouring.kinds.map(() => []);
    for (let i = 0; i < length; i++) if (this.#colours[i] !== 0) members[colouring.of(i)].push(i);
    const median = (own: readonly number[], axis: number) =>
      Float32Array.from(own, (i) => map[2 * i + axis]).sort()[own.length >> 1];
    return members.flatMap((own, at) =>
      own.length === 0 ? [] : [{
        text: grouping.groups[at].keys.join(" + "),
        u: median(own, 0),
        v: median(own, 1),
      }]
    );
  }

  #under(x: number, y: number): number {
    const { frame } = this, [reachX, reachY] = frame.reach(REACH);
    return this.#index.nearest(
      frame.u(x),
      frame.v(y),
      reachX,
      reachY,
      (i) => this.#colours[i] !== 0,
    );
  }

  /** Points at a picture, or at none. */
  #pointAt(i: number): void {
    if (i === this.#at) return;
    const tip = this.#tip, canvas = this.#canvas, { frame } = this;
    this.#at = i;
    this.redraw();
    tip.hidden = i < 0;
    if (i < 0) return;
    const { view } = this.#desk;
    tip.querySelector("div")!.textContent = this.#desk.describe(i);
    drawPicture(view, tip.querySelector("canvas")!, i, 120);
    const x = frame.x(view.map[2 * i]), y = frame.y(view.map[2 * i + 1]);
    const left = x + 230 > canvas.clientWidth ? x - 14 - tip.offsetWidth : x + 14;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${Math.max(0, Math.min(y - 20, canvas.clientHeight - tip.offsetHeight))}px`;
  }
}
