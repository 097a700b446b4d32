import { button } from "./button.ts";
import { type Colouring, coloursOf } from "./colouring.ts";
import { element } from "./element.ts";
import { found } from "./found.ts";

/** Kinds that are listed. */
const MOST = 60;

/** What the colours of the map mean; kinds are switched on and off. One tab stop, arrow keys within. */
export class MapLegend {
  readonly #box = found("legend");
  readonly #changed: () => void;
  #off = new Set<number>();
  #kinds = 0;

  /** @param changed Is told that kinds were switched. */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.#box.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** Kinds that are switched off. */
  get off(): ReadonlySet<number> {
    return this.#off;
  }

  /** Switches all on. */
  reset(): void {
    this.#off = new Set();
  }

  show(colouring: Colouring): void {
    const { kinds, switches } = colouring;
    if (kinds.length !== this.#kinds) this.#off = new Set();
    this.#kinds = kinds.length;
    const colours = coloursOf(colouring, this.#off);
    const focused = [...this.#box.children].indexOf(document.activeElement as Element);
    const entries = kinds.slice(0, MOST).map(({ text, count }, kind) => {
      const swatch = element("span", { className: "swatch" });
      swatch.style.background = colours[kind];
      if (!switches) return element("span", { className: "entry" }, swatch, text);
      const own = button("", () => this.#switch(kind), "entry");
      own.append(
        swatch,
        `${text} `,
        element("small", { textContent: count.toLocaleString("en-GB") }),
      );
      own.setAttribute("aria-pressed", String(!this.#off.has(kind)));
      return own;
    });
    const all = switches && kinds.length > 1
      ? [
        button("All", () => this.#switchAll(false), "entry"),
        button("None", () => this.#switchAll(true), "entry"),
      ]
      : [];
    this.#box.replaceChildren(...all, ...entries);
    const stops = this.#stops();
    stops.forEach((stop, at) => stop.tabIndex = at === Math.max(0, focused) ? 0 : -1);
    if (focused >= 0) stops[focused]?.focus();
  }

  #stops(): HTMLElement[] {
    return [...this.#box.querySelectorAll<HTMLElement>("button")];
  }

  #switch(kind: number): void {
    if (!this.#off.delete(kind)) this.#off.add(kind);
    this.#changed();
  }

  #switchAll(off: boolean): void {
    this.#off = new Set(off ? Array.from({ length: this.#kinds }, (_, kind) => kind) : []);
    this.#changed();
  }

  #onKey(event: KeyboardEvent): void {
    const stops = this.#stops(), at = stops.indexOf(event.target as HTMLElement);
    const to: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: stops.length - 1,
    };
    const next = stops[to[event.key] ?? -1];
    if (at < 0 || !next) return;
    event.preventDefault();
    stops[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}
