"use strict";

/** A report at work: the run that is looked at, and the image of it that is chosen. */
class Report {
  #views = new Views();
  #map = new ImageMap((i, scroll) => this.#choose(i, scroll));
  #panel = document.getElementById("chosen");
  #view;

  constructor() {
    document.getElementById("find").addEventListener("change", ({ target }) => this.#find(target));
    const runs = document.getElementById("run");
    runs?.addEventListener("change", () => this.#show(Number(runs.value)));
    this.#show(0);
  }

  /** Shows a run. */
  #show(at) {
    const before = this.#view, view = this.#views.at(at);
    const last = before ? before.shown[this.#map.chosen] : -1;
    this.#view = view;
    for (const part of document.querySelectorAll("[data-run]")) {
      part.hidden = Number(part.dataset.run) !== at;
    }
    document.getElementById("drawn").textContent = drawnText(view);
    document.getElementById("framed")?.toggleAttribute("hidden", !view.labels);
    const choose = (i, scroll) => this.#choose(i, scroll);
    if (!view.list) view.naming.onChange(() => this.#map.redraw());
    view.list ??= new ClusterList(view, choose);
    document.getElementById("naming").replaceChildren(view.list.saver);
    document.getElementById("clusters").replaceChildren(view.list.list);
    showCases(view, choose);
    this.#map.show(view);
    // The same image in the other run, where that shows it.
    const same = before?.images === view.images ? view.shown.indexOf(last) : -1;
    const largest = view.members[view.order[0]]?.[0] ?? 0;
    this.#choose(same >= 0 ? same : largest, false);
  }

  /** @param scroll Whether the chosen image is brought into sight. */
  #choose(i, scroll) {
    const panel = this.#panel;
    showChosen(panel, this.#view, i, (i, scroll) => this.#choose(i, scroll));
    this.#map.mark(i);
    const bringIntoSight = () =>
      document.getElementById("h-map").scrollIntoView({ block: "start" });
    if (scroll && panel.getBoundingClientRect().top > innerHeight) bringIntoSight();
    const bounds = panel.getBoundingClientRect();
    if (scroll && (bounds.bottom < 0 || bounds.top < -200)) bringIntoSight();
  }

  /** Chooses the image whose number, or part of whose name, was typed. */
  #find(field) {
    const { shown, names } = this.#view, wanted = field.value.trim();
    const found = shown.indexOf(wanted === "" ? -1 : Number(wanted));
    const i = found >= 0
      ? found
      : names.findIndex((name) => wanted !== "" && name.includes(wanted));
    field.setCustomValidity(i >= 0 || wanted === "" ? "" : "No image on this page has it");
    field.reportValidity();
    if (i >= 0) this.#choose(i, false);
  }
}

/** Says so where not all images of a run are on the page. */
const drawnText = ({ shown, samples }) => {
  const number = (count) => count.toLocaleString("en-GB");
  return shown.length < samples
    ? `${number(shown.length)} of ${
      number(samples)
    } images are drawn: the most and the least confident ` +
      "of each cluster, and others at random. Sizes and scores count all."
    : "";
};

new Report();
