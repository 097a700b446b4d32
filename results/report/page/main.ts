import type { PageData } from "../page_data.ts";
import { showCases } from "./cases.ts";
import { showChosen } from "./chosen.ts";
import { ClusterList } from "./clusters.ts";
import { found } from "./found.ts";
import { ImageMap } from "./map.ts";
import { PageSets } from "./page_sets.ts";
import type { View } from "./view.ts";

/** A report at work: the run that is looked at, and the image of it that is chosen. */
class Report {
  readonly #sets = new PageSets(JSON.parse(found("data").textContent!) as PageData);
  readonly #map = new ImageMap((i, scroll) => this.#choose(i, scroll));
  readonly #panel = found("chosen");
  readonly #lists = new Map<View, ClusterList>();
  #view: View | undefined;

  constructor() {
    const field = found<HTMLInputElement>("find");
    field.addEventListener("change", () => this.#find(field));
    const runs = document.getElementById("run") as HTMLSelectElement | null;
    runs?.addEventListener("change", () => this.#show(Number(runs.value)));
    this.#show(0);
  }

  /** Shows a run. */
  #show(at: number): void {
    const before = this.#view, view = this.#sets.at(at);
    const last = before ? before.shown[this.#map.chosen] : -1;
    this.#view = view;
    for (const part of document.querySelectorAll<HTMLElement>("[data-run]")) {
      part.hidden = Number(part.dataset.run) !== at;
    }
    found("drawn").textContent = drawnText(view);
    document.getElementById("framed")?.toggleAttribute("hidden", !view.labels);
    const choose = (i: number, scroll: boolean) => this.#choose(i, scroll);
    const known = this.#lists.get(view);
    if (!known) view.naming.onChange(() => this.#map.redraw());
    const list = known ?? new ClusterList(view, choose);
    this.#lists.set(view, list);
    found("naming").replaceChildren(list.saver);
    found("clusters").replaceChildren(list.list);
    showCases(view, choose);
    this.#map.show(view);
    // The same image in the other run, where that shows it.
    const same = before?.images === view.images ? view.shown.indexOf(last) : -1;
    const largest = view.members[view.order[0]]?.[0] ?? 0;
    this.#choose(same >= 0 ? same : largest, false);
  }

  /** @param scroll Whether the chosen image is brought into sight. */
  #choose(i: number, scroll: boolean): void {
    const panel = this.#panel;
    showChosen(panel, this.#view!, i, (i, scroll) => this.#choose(i, scroll));
    this.#map.mark(i);
    const bringIntoSight = () => found("h-map").scrollIntoView({ block: "start" });
    if (scroll && panel.getBoundingClientRect().top > innerHeight) bringIntoSight();
    const bounds = panel.getBoundingClientRect();
    if (scroll && (bounds.bottom < 0 || bounds.top < -200)) bringIntoSight();
  }

  /** Chooses the image whose number, or part of whose name, was typed. */
  #find(field: HTMLInputElement): void {
    const { shown, names } = this.#view!, wanted = field.value.trim();
    const numbered = shown.indexOf(wanted === "" ? -1 : Number(wanted));
    const i = numbered >= 0
      ? numbered
      : names.findIndex((name) => wanted !== "" && name.includes(wanted));
    field.setCustomValidity(i >= 0 || wanted === "" ? "" : "No image on this page has it");
    field.reportValidity();
    if (i >= 0) this.#choose(i, false);
  }
}

/** Says so where not all images of a run are on the page. */
function drawnText({ shown, samples }: View): string {
  const number = (count: number) => count.toLocaleString("en-GB");
  return shown.length < samples
    ? `${number(shown.length)} of ${
      number(samples)
    } images are drawn: the most and the least confident ` +
      "of each cluster, and others at random. Sizes and scores count all."
    : "";
}

new Report();
