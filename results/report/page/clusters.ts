import { element } from "./element.ts";
import { type Choose, thumbRow } from "./thumbs.ts";
import type { View } from "./view.ts";

/** Images of a row. */
export const SHOWN = 14;

/** The boxes of a run's clusters, largest first; the first of them open. */
export class ClusterList {
  /** Clusters that are listed at once. */
  static readonly #STEP = 100;
  static readonly #OPEN = 10;
  readonly #view: View;
  readonly #choose: Choose;
  #listed = 0;
  readonly #more = element("button", { type: "button", className: "plain" });
  readonly list = element("div");
  readonly saver: HTMLElement;

  constructor(view: View, choose: Choose) {
    this.#view = view;
    this.#choose = choose;
    this.#more.addEventListener("click", () => this.#listMore());
    this.#listMore();
    this.saver = view.naming.saver();
  }

  #listMore(): void {
    const { order } = this.#view, step = ClusterList.#STEP, more = this.#more;
    more.remove();
    for (const end = Math.min(order.length, this.#listed + step); this.#listed < end;) {
      this.list.append(this.#box(order[this.#listed], this.#listed < ClusterList.#OPEN));
      this.#listed++;
    }
    if (this.#listed < order.length) {
      more.textContent = `Show ${
        Math.min(step, order.length - this.#listed)
      } more of ${order.length}`;
      this.list.append(more);
    }
  }

  #box(cluster: number, open: boolean): HTMLElement {
    const details = element("details", { className: "cluster" }, this.#summary(cluster));
    details.dataset.cluster = String(cluster);
    let filled = false;
    const fill = () => {
      if (filled) return;
      filled = true;
      this.#fill(details, cluster);
    };
    details.addEventListener("toggle", () => {
      if (details.open) fill();
    });
    if (open && this.#view.sizes[cluster] > 0) {
      details.open = true;
      fill();
    }
    return details;
  }

  #summary(cluster: number): HTMLElement {
    const view = this.#view, { sizes, naming } = view;
    const meter = element("meter", {
      max: Math.max(1, ...sizes.slice(0, 1e4)),
      value: sizes[cluster],
    });
    meter.setAttribute("aria-hidden", "true");
    const count = sizes[cluster], total = view.samples;
    const title = element("b");
    const name = () => title.textContent = `Cluster ${view.clusterText(cluster)}`;
    name();
    naming.onChange(name);
    return element(
      "summary",
      {},
      title,
      meter,
      element("span", {
        textContent: `${count.toLocaleString()} ${count === 1 ? "image" : "images"}, ${
          (100 * count / Math.max(1, total)).toFixed(1)
        } %`,
      }),
      ...(view.matched(cluster) >= 0
        ? [element("span", { textContent: `matched to ${view.classText(view.matched(cluster))}` })]
        : []),
    );
  }

  #fill(details: HTMLElement, cluster: number): void {
    const view = this.#view, own = view.members[cluster];
    const middle = Math.max(0, Math.floor(own.length / 2 - SHOWN / 2));
    const parts: (readonly [string, readonly number[]])[] = own.length <= SHOWN ? [["All", own]] : [
      ["Most confident", own.slice(0, SHOWN)],
      ["Half way", own.slice(middle, middle + SHOWN)],
      ["Least confident", own.slice(-SHOWN).reverse()],
    ];
    details.append(
      view.naming.editor(cluster),
      ...parts.map(([title, some]) => thumbRow(view, title, some, this.#choose)),
    );
  }
}
