import type { View } from "./view.ts";

/** Colours of the map, on a light or a dark page. */
export class Colours {
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");

  onChange(listener: () => void): void {
    this.#dark.addEventListener("change", listener);
  }

  get ink(): string {
    return this.#dark.matches ? "#fff" : "#000";
  }

  get right(): string {
    return this.#dark.matches ? "#6fcf85" : "#2b7a3d";
  }

  get wrong(): string {
    return this.#dark.matches ? "#ff8f87" : "#b3261e";
  }

  /** Of one of several kinds; neighbours in number differ where there are many. */
  kind(c: number, of: number): string {
    const hue = of <= 12 ? 360 * c / Math.max(1, of) : (c * 137.508) % 360;
    return `hsl(${hue} 65% ${this.#dark.matches ? 62 : 44}%)`;
  }

  /** Of a number from 0 to 1. */
  scale(x: number): string {
    return `hsl(${(1 - x) * 250} 70% ${this.#dark.matches ? 60 : 45}%)`;
  }

  /** The colour of each image of a view, by cluster, class, right, confidence or agreement. */
  ofImages(view: View, by: string): (i: number) => string {
    const { labels, classNames = [], confidence, agreement, clusters, sizes } = view;
    if (by === "class" && labels) return (i) => this.kind(labels[i], classNames.length);
    if (by === "confidence") return (i) => this.scale(confidence[i]);
    if (by === "agreement" && agreement) return (i) => this.scale(agreement[i]);
    if (by === "right" && labels) return (i) => view.isRight(i) ? this.right : this.wrong;
    return (i) => this.kind(clusters[i], sizes.length);
  }

  /** What the colours mean, as `[colour, text]`. */
  legend(view: View, by: string): (readonly [string, string])[] {
    const { order, classNames = [], sizes } = view;
    switch (by) {
      case "cluster":
        return order.slice(0, 40).map((c) => [this.kind(c, sizes.length), view.clusterText(c)]);
      case "class":
        return classNames.slice(0, 40)
          .map((name, c) => [this.kind(c, classNames.length), name]);
      case "right":
        return [[this.right, "as matched"], [this.wrong, "otherwise"]];
      default:
        return [0, 0.25, 0.5, 0.75, 1].map((x) => [this.scale(x), String(x)]);
    }
  }
}
