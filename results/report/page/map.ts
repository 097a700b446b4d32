import { Colours } from "./colours.ts";
import { element } from "./element.ts";
import { found } from "./found.ts";
import { type Choose, drawFrom } from "./thumbs.ts";
import type { View } from "./view.ts";

/** The map of a run's images: a point each, which can be pointed at, clicked and walked over. */
export class ImageMap {
  static readonly #MARGIN = 14;
  /** Square of the distance, in pixels, within which a point is pointed at. */
  static readonly #REACH = 144;
  static readonly #ARROWS: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  readonly #canvas = found<HTMLCanvasElement>("map");
  readonly #tip = found("tip");
  readonly #by = found<HTMLSelectElement>("by");
  readonly #legend = found("legend");
  readonly #colours = new Colours();
  readonly #choose: Choose;
  #view!: View;
  #chosen = -1;
  #hovered = -1;

  /** @param choose Is told the image that a person chooses. */
  constructor(choose: Choose) {
    this.#choose = choose;
    const canvas = this.#canvas;
    canvas.addEventListener("pointermove", (event) => {
      const i = this.#under(event);
      if (i !== this.#hovered) this.#showTip(i);
    });
    canvas.addEventListener("pointerleave", () => this.#showTip(-1));
    canvas.addEventListener("click", (event) => {
      const i = this.#under(event);
      if (i >= 0) choose(i, false);
    });
    canvas.addEventListener("keydown", (event) => {
      const arrow = ImageMap.#ARROWS[event.key];
      if (event.key === "Escape") this.#showTip(-1);
      if (!arrow) return;
      event.preventDefault();
      this.#walk(...arrow);
    });
    canvas.addEventListener("blur", () => this.#showTip(-1));
    this.#by.addEventListener("change", () => this.redraw());
    this.#colours.onChange(() => this.redraw());
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  get chosen(): number {
    return this.#chosen;
  }

  /** Shows another run, of which no image is chosen yet. */
  show(view: View): void {
    this.#view = view;
    for (const option of this.#by.options) {
      option.disabled = ["class", "right"].includes(option.value) && !view.labels ||
        option.value === "agreement" && !view.agreement;
    }
    if (this.#by.selectedOptions[0].disabled) this.#by.value = "cluster";
    this.#showTip(-1);
    this.#drawLegend();
  }

  mark(i: number): void {
    this.#chosen = i;
    this.draw();
  }

  redraw(): void {
    this.#drawLegend();
    this.draw();
  }

  draw(): void {
    const canvas = this.#canvas, ratio = devicePixelRatio || 1;
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    const context = canvas.getContext("2d")!;
    context.scale(ratio, ratio);
    this.#drawPoints(context);
    if (this.#chosen >= 0) this.#drawChosen(context);
  }

  #drawPoints(context: CanvasRenderingContext2D): void {
    const n = this.#view.shown.length;
    const colour = this.#colours.ofImages(this.#view, this.#by.value);
    const radius = n > 8000 ? 1.6 : n > 2000 ? 2.2 : 3;
    context.globalAlpha = n > 2000 ? 0.7 : 0.85;
    for (let i = 0; i < n; i++) {
      const [x, y] = this.#spot(i);
      context.fillStyle = colour(i);
      context.beginPath();
      context.arc(x, y, radius, 0, 7);
      context.fill();
    }
    context.globalAlpha = 1;
  }

  /** A ring around the chosen image, and a line to each of its neighbours. */
  #drawChosen(context: CanvasRenderingContext2D): void {
    const { ids, k } = this.#view, chosen = this.#chosen;
    const [x, y] = this.#spot(chosen);
    context.strokeStyle = this.#colours.ink;
    context.globalAlpha = 0.45;
    for (let j = 0; j < k; j++) {
      const [u, v] = this.#spot(ids[chosen * k + j]);
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(u, v);
      context.stroke();
    }
    context.globalAlpha = 1;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, 7, 0, 7);
    context.stroke();
  }

  #drawLegend(): void {
    this.#legend.replaceChildren(
      ...this.#colours.legend(this.#view, this.#by.value).map(([colour, text]) => {
        const swatch = element("span", { className: "swatch" });
        swatch.style.background = colour;
        return element("li", {}, swatch, document.createTextNode(text));
      }),
    );
  }

  #showTip(i: number): void {
    const canvas = this.#canvas, tip = this.#tip;
    this.#hovered = i;
    tip.hidden = i < 0;
    if (i < 0) return;
    const [x, y] = this.#spot(i);
    tip.querySelector("div")!.textContent = this.#view.describe(i);
    drawFrom(this.#view, tip.querySelector("canvas")!, i);
    const left = x + 14 + 200 > canvas.clientWidth ? x - 14 - tip.offsetWidth : x + 14;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${Math.max(0, Math.min(y - 20, canvas.clientHeight - tip.offsetHeight))}px`;
  }

  /** Where an image's point is, in pixels of the page. */
  #spot(i: number): [number, number] {
    const { map } = this.#view, canvas = this.#canvas, margin = ImageMap.#MARGIN;
    return [
      margin + map[2 * i] * (canvas.clientWidth - 2 * margin),
      margin + (1 - map[2 * i + 1]) * (canvas.clientHeight - 2 * margin),
    ];
  }

  /** The image whose point is nearest to the pointer, or -1. */
  #under({ clientX, clientY }: MouseEvent): number {
    const { left, top } = this.#canvas.getBoundingClientRect();
    const x = clientX - left, y = clientY - top;
    let best = -1, least = ImageMap.#REACH;
    for (let i = 0; i < this.#view.shown.length; i++) {
      const [u, v] = this.#spot(i);
      const d = (u - x) ** 2 + (v - y) ** 2;
      if (d < least) [best, least] = [i, d];
    }
    return best;
  }

  /** Chooses the next image in a direction. */
  #walk(dx: number, dy: number): void {
    if (this.#chosen < 0) return this.#choose(0, false);
    const [x, y] = this.#spot(this.#chosen);
    let best = -1, least = Infinity;
    for (let i = 0; i < this.#view.shown.length; i++) {
      const [u, v] = this.#spot(i);
      const along = (u - x) * dx + (v - y) * dy, across = Math.abs((u - x) * dy - (v - y) * dx);
      if (along < 1) continue;
      const cost = along + 3 * across;
      if (cost < least) [best, least] = [i, cost];
    }
    if (best >= 0) {
      this.#choose(best, false);
      this.#showTip(best);
    }
  }
}
