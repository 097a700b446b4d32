import { button } from "./button.ts";
import type { Desk } from "./desk.ts";
import { element } from "./element.ts";
import { groupText } from "./group.ts";
import { groupPictures } from "./group_pictures.ts";
import { Pictures } from "./pictures.ts";
import { findMoved, type Moved } from "./moved.ts";

/** Moves that are listed. */
const MOST = 40;

/** Two runs of the same pictures side by side: how far they agree, and what stands elsewhere. */
export class CompareRuns {
  readonly #desk: Desk;
  readonly #matched: readonly (readonly (readonly number[])[])[];
  readonly #box: HTMLElement;
  readonly #other: HTMLSelectElement;
  readonly #table = element("div", { className: "wide" });
  readonly #title = element("p", { className: "dim" });
  readonly #list: Pictures;
  #moved: Moved | undefined;

  /** @param matched Of each pair of runs, the cluster of the second for each of the first. */
  constructor(desk: Desk, matched: readonly (readonly (readonly number[])[])[], box: HTMLElement) {
    this.#desk = desk;
    this.#matched = matched;
    this.#box = box;
    this.#other = element("select", { autocomplete: "off", id: "other" });
    this.#other.append(
      ...matched.map((_, at) =>
        element("option", { value: String(at), textContent: desk.sets.at(at).packed.caption })
      ),
    );
    this.#other.value = "1";
    this.#list = new Pictures(desk, {
      label: "Pictures that stand elsewhere",
      layout: "grid",
      extra: (i) => this.#moved ? `, in the other run ${this.#moved.textOf(i)}` : "",
    });
    this.#table.tabIndex = 0;
    this.#table.setAttribute("role", "region");
    this.#table.setAttribute("aria-label", "What stands elsewhere");
    this.#box.append(
      element("p", { className: "bar" }, element("label", {}, "Beside ", this.#other)),
      this.#title,
      element("div", { className: "sides" }, this.#table, this.#list.box),
    );
    this.#other.addEventListener("change", () => this.#show());
    desk.onRun.on(() => {
      if (Number(this.#other.value) === desk.at) this.#other.value = desk.at === 0 ? "1" : "0";
      this.#show();
    });
    this.#show();
  }

  #show(): void {
    const desk = this.#desk, other = Number(this.#other.value);
    for (const option of this.#other.options) option.disabled = Number(option.value) === desk.at;
    const view = desk.sets.at(other), grouping = groupPictures(view, view.packed.edits);
    const texts = grouping.groups.map(groupText);
    const moved = findMoved(
      desk.view,
      view,
      this.#matched[desk.at][other],
      (i) => texts[grouping.of[i]],
    );
    this.#moved = moved;
    const percent = moved.common > 0 ? 100 * (1 - moved.images.length / moved.common) : 0;
    this.#title.textContent = `Of ${
      moved.common.toLocaleString("en-GB")
    } pictures that both show, ${percent.toFixed(1)} % stand in groups that fit each other best; ${
      moved.images.length.toLocaleString("en-GB")
    } stand elsewhere.`;
    const rows = moved.pairs.slice(0, MOST).map(({ from, to, images }) => {
      const show = button(images.length.toLocaleString("en-GB"), () => this.#list.show(images));
      show.setAttribute("aria-label", `Show the ${images.length} pictures from ${from} to ${to}`);
      const row = element("tr", {}, element("th", { scope: "row", textContent: String(from) }));
      row.append(
        element("td", { textContent: String(to) }),
        element("td", {}, show),
      );
      return row;
    });
    const head = element("tr");
    head.append(
      ...["Cluster here", "Cluster there", "Pictures"].map((textContent) =>
        element("th", { scope: "col", textContent })
      ),
    );
    this.#table.hidden = rows.length === 0;
    this.#table.replaceChildren(
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)),
    );
    this.#list.box.hidden = moved.images.length === 0;
    this.#list.show(moved.images);
  }
}
