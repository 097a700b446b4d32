import type { Desk } from "./desk.ts";
import { element } from "./element.ts";
import { nextPlace } from "./next_place.ts";
import { makeTile, showTile } from "./tile.ts";
import { visibleRows } from "./visible_rows.ts";

/** How a list of pictures is shown. */
export interface PicturesOptions {
  /** What the list is called. */
  readonly label: string;
  /** One row that scrolls sideways, or rows that scroll down. */
  readonly layout: "strip" | "grid";
  /** What is said of a picture besides. */
  readonly extra?: (i: number) => string;
}

/**
 * A list of pictures, of which those are there that can be seen: one tab stop, arrow keys within it,
 * Enter opens, Space selects.
 */
export class Pictures {
  readonly box = element("div", { tabIndex: -1 });
  readonly #desk: Desk;
  readonly #options: PicturesOptions;
  readonly #inner = element("div", { className: "inner" });
  readonly #tiles = new Map<number, HTMLElement>();
  #items: readonly number[] = [];
  /** Place of the picture that a tab leads to. */
  #at = 0;
  /** Where a selection by Shift begins. */
  #anchor = 0;
  #cell = 0;
  #columns = 1;
  #waiting = false;

  constructor(desk: Desk, options: PicturesOptions) {
    this.#desk = desk;
    this.#options = options;
    const { box } = this;
    box.className = `pictures ${options.layout}`;
    box.append(this.#inner);
    this.#inner.setAttribute("role", "presentation");
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-multiselectable", "true");
    box.setAttribute("aria-label", options.label);
    box.setAttribute("aria-orientation", "horizontal");
    box.addEventListener("keydown", (event) => this.#onKey(event));
    box.addEventListener("click", (event) => this.#onClick(event));
    box.addEventListener("focusin", ({ target }) => {
      const place = this.#placeOf(target as Element);
      if (place !== undefined) this.#point(place);
    });
    box.addEventListener("scroll", () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.#soon()).observe(box);
  }

  get items(): readonly number[] {
    return this.#items;
  }

  /** Shows other pictures, or says of the same what is known now. */
  show(items: readonly number[], label = this.#options.label): void {
    const same = items.length === this.#items.length &&
      items.every((i, at) => this.#items[at] === i);
    this.#items = items;
    this.box.setAttribute("aria-label", label);
    if (!same) {
      this.#at = Math.min(this.#at, Math.max(0, items.length - 1));
      this.box.scrollTop = Math.min(this.box.scrollTop, this.#inner.clientHeight);
    }
    this.#render(true);
  }

  /** Moves the focus to a picture of the list. */
  focus(place = this.#at): void {
    this.#point(place);
    this.#scrollTo(place);
    this.#render(false);
    this.#tiles.get(place)?.focus({ preventScroll: true });
  }

  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#render(false);
    });
  }

  /** Makes the tiles that can be seen. @param anew Whether what they say may have changed. */
  #render(anew: boolean): void {
    const { box } = this, strip = this.#options.layout === "strip";
    const count = this.#items.length;
    this.#cell = parseFloat(getComputedStyle(box).getPropertyValue("--cell")) || 80;
    const { columns, rows, first, end } = visibleRows({
      count,
      width: strip ? this.#cell : box.clientWidth,
      height: strip ? box.clientWidth : box.clientHeight,
      top: strip ? box.scrollLeft : box.scrollTop,
      cell: this.#cell,
    });
    this.#columns = columns;
    const { style } = this.#inner;
    if (strip) style.width = `${rows * this.#cell}px`;
    else style.height = `${rows * this.#cell}px`;
    const wanted = new Set<number>(count > 0 ? [this.#at] : []);
    for (let place = first; place < end; place++) wanted.add(place);
    const spare: HTMLElement[] = [];
    for (const [place, tile] of this.#tiles) {
      if (wanted.has(place)) continue;
      this.#tiles.delete(place);
      spare.push(tile);
    }
    for (const place of [...wanted].sort((a, b) => a - b)) {
      const there = this.#tiles.get(place);
      if (there && !anew) {
        this.#put(there, place);
        continue;
      }
      const tile = there ?? spare.pop() ?? this.#added();
      this.#tiles.set(place, tile);
      const i = this.#items[place];
      showTile(tile, this.#desk, i, this.#options.extra?.(i));
      tile.setAttribute("aria-posinset", String(place + 1));
      tile.setAttribute("aria-setsize", String(count));
      this.#put(tile, place);
    }
    for (const tile of spare) tile.remove();
  }

  #added(): HTMLElement {
    const tile = makeTile();
    this.#inner.append(tile);
    return tile;
  }

  #put(tile: HTMLElement, place: number): void {
    const row = Math.floor(place / this.#columns), column = place % this.#columns;
    const strip = this.#options.layout === "strip";
    tile.style.left = `${(strip ? row : column) * this.#cell}px`;
    tile.style.top = `${strip ? 0 : row * this.#cell}px`;
    tile.tabIndex = place === this.#at ? 0 : -1;
  }

  #point(place: number): void {
    const before = this.#tiles.get(this.#at);
    if (before) before.tabIndex = -1;
    this.#at = place;
    const tile = this.#tiles.get(place);
    if (tile) tile.tabIndex = 0;
  }

  #scrollTo(place: number): void {
    const { box } = this, start = Math.floor(place / this.#columns) * this.#cell;
    if (this.#options.layout === "strip") {
      if (start < box.scrollLeft) box.scrollLeft = start;
      const over = start + this.#cell - box.clientWidth;
      if (over > box.scrollLeft) box.scrollLeft = over;
      return;
    }
    if (start < box.scrollTop) box.scrollTop = start;
    const over = start + this.#cell - box.clientHeight;
    if (over > box.scrollTop) box.scrollTop = over;
  }

  #placeOf(target: Element): number | undefined {
    const tile = target.closest(".tile");
    for (const [place, own] of this.#tiles) if (own === tile) return place;
    return undefined;
  }

  #onClick(event: MouseEvent): void {
    const target = event.target as Element, place = this.#placeOf(target);
    if (place === undefined) return;
    this.focus(place);
    if (event.shiftKey) return this.#selectTo(place);
    this.#anchor = place;
    if (event.ctrlKey || event.metaKey || target.closest(".check")) {
      this.#desk.toggle(this.#items[place]);
    } else this.#desk.open(this.#items[place], this.#items);
  }

  #onKey(event: KeyboardEvent): void {
    const { key } = event, all = event.ctrlKey || event.metaKey;
    if (event.altKey || this.#items.length === 0) return;
    if (all && key.toLowerCase() === "a") {
      this.#desk.select([...this.#desk.selection, ...this.#items]);
    } else if (all) return;
    else if (key === "Enter") this.#desk.open(this.#items[this.#at], this.#items);
    else if (key === " ") {
      this.#anchor = this.#at;
      this.#desk.toggle(this.#items[this.#at]);
    } else {
      const columns = this.#options.layout === "strip" ? 0 : this.#columns;
      const page = Math.max(1, Math.floor(this.box.clientHeight / this.#cell));
      const next = nextPlace(key, this.#at, this.#items.length, columns, page);
      if (next === undefined) return;
      this.focus(next);
      if (event.shiftKey) this.#selectTo(next);
      else this.#anchor = next;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Selects from where a selection began up to a place. */
  #selectTo(place: number): void {
    const [from, to] = [this.#anchor, place].sort((a, b) => a - b);
    this.#desk.select([...this.#desk.selection, ...this.#items.slice(from, to + 1)]);
  }
}
