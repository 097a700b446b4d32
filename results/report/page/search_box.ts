import { button } from "./button.ts";
import type { Desk } from "./desk.ts";
import { element } from "./element.ts";
import { found } from "./found.ts";
import { Pictures } from "./pictures.ts";
import { searchPictures } from "./search_pictures.ts";
import { similarTo } from "./similar.ts";

/** Pictures most like one that are shown. */
const ALIKE = 60;

/** Finds pictures by name, number, group or class, or by what they look like. */
export class SearchBox {
  readonly #desk: Desk;
  readonly #field = found<HTMLInputElement>("find");
  readonly #count = element("span", { className: "dim" });
  readonly #next = button("Next", () => this.#open(this.#at + 1));
  readonly #list: Pictures;
  readonly #close = button("Close", () => this.#clear());
  #items: readonly number[] = [];
  #at = -1;
  #waiting = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#list = new Pictures(desk, { label: "Pictures found", layout: "grid" });
    this.#count.setAttribute("role", "status");
    found("found").append(
      element("p", { className: "bar" }, this.#count, this.#next, this.#close),
      this.#list.box,
    );
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#find(), 120);
    });
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.#find();
        this.#open(this.#at + 1);
      } else if (event.key === "Escape") this.#clear();
      else if (event.key === "ArrowDown" && this.#items.length > 0) {
        event.preventDefault();
        this.#list.focus(0);
      }
    });
    desk.onRun.on(() => this.#clear());
    desk.onGroups.on(() => {
      if (this.#items.length > 0) this.#list.show(this.#items);
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || (event.target as Element).closest?.("input, select, dialog")) return;
      event.preventDefault();
      this.#field.focus();
    });
    this.#clear();
  }

  /** Shows the pictures most like one. */
  showLike(i: number): void {
    const { view } = this.#desk;
    this.#field.value = "";
    this.#show([i, ...similarTo(view, i, ALIKE)], `like ${view.names[i]}, which comes first`);
    found("found").scrollIntoView({ block: "nearest" });
    this.#list.focus(0);
  }

  /** Shows pictures that were found otherwise. */
  show(items: readonly number[], what: string): void {
    this.#field.value = "";
    this.#show(items, what);
    found("found").scrollIntoView({ block: "nearest" });
  }

  #find(): void {
    clearTimeout(this.#waiting);
    const typed = this.#field.value;
    if (typed.trim() === "") return this.#clear();
    const items = searchPictures(this.#desk.view, this.#desk.grouping, typed);
    if (items.length === this.#items.length && items.every((i, at) => this.#items[at] === i)) {
      return;
    }
    this.#show(items, `found for "${typed.trim()}"`);
  }

  #show(items: readonly number[], what: string): void {
    this.#items = items;
    this.#at = -1;
    found("found").hidden = false;
    this.#count.textContent = `${items.length.toLocaleString("en-GB")} ${
      items.length === 1 ? "picture" : "pictures"
    } ${what}`;
    this.#next.hidden = items.length === 0;
    this.#list.box.hidden = items.length === 0;
    this.#list.show(items);
  }

  /** Opens one of what was found, the first again after the last. */
  #open(at: number): void {
    if (this.#items.length === 0) return;
    this.#at = at % this.#items.length;
    this.#desk.open(this.#items[this.#at], this.#items);
  }

  #clear(): void {
    this.#field.value = "";
    this.#items = [];
    this.#at = -1;
    found("found").hidden = true;
    this.#list.show([]);
  }
}
