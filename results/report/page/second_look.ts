import { button } from "./button.ts";
import type { Desk } from "./desk.ts";
import { betweenGroups, mislabelled } from "./doubts.ts";
import { element } from "./element.ts";
import { found } from "./found.ts";
import { Pictures } from "./pictures.ts";

/** Pictures of a list, at most. */
const MOST = 500;
/** Sets of doubles that are listed at once. */
const STEP = 20;

/** Pictures worth a second look: doubles, strays, doubtful and probably mislabelled ones. */
export class SecondLook {
  readonly #desk: Desk;
  readonly #box = found("look");
  #lists: { readonly list: Pictures; readonly items: readonly number[] }[] = [];

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.onRun.on(() => this.#show());
    desk.onGroups.on(() => {
      for (const { list, items } of this.#lists) list.show(items);
    });
    this.#show();
  }

  #show(): void {
    const { view } = this.#desk, { doubles, strays, looking, moreDoubles } = view.packed;
    this.#lists = [];
    this.#box.replaceChildren(
      ...this.#doubles(doubles, looking.doubles, moreDoubles),
      ...this.#part(
        "Strays",
        strays,
        "Unlike all others, the strangest first: often broken, or of another kind. From outliers.csv.",
        "No picture is unlike all others.",
        looking.strays,
      ),
      ...this.#part(
        "Doubtful",
        betweenGroups(view, MOST),
        "Between two groups: the next likely one is at least half as likely. The least decided first.",
        view.tellsConfidence
          ? "Every picture is clearly in its group."
          : "This method puts each picture into one group, and does not tell how sure it is.",
        "",
        (i) => `, or cluster ${view.second!.clusters[i]}`,
      ),
      ...this.#mislabelled(),
    );
  }

  #mislabelled(): HTMLElement[] {
    const { view } = this.#desk;
    if (!view.labels) return [];
    const all = mislabelled(view, MOST);
    const likely = new Map(all.map((one) => [one.image, one]));
    return this.#part(
      "Probably mislabelled",
      all.map(({ image }) => image),
      "Most of their neighbours, and their cluster, are of one other class. The surest first.",
      "No label contradicts both the cluster and the neighbours.",
      "",
      (i) => {
        const one = likely.get(i)!;
        return `, probably ${view.classText(one.likely)} as ${
          Math.round(100 * one.share)
        } % of its neighbours`;
      },
    );
  }

  #doubles(
    doubles: readonly (readonly number[])[] | undefined,
    looking: string,
    more: string | undefined,
  ): HTMLElement[] {
    if (doubles === undefined) return [this.#absent("Doubles", looking)];
    const body = element("div", { className: "doubles" });
    let listed = 0;
    const rest = button("", () => list());
    const list = () => {
      for (const group of doubles.slice(listed, listed + STEP)) {
        listed++;
        const label = `Doubles, set ${listed} of ${doubles.length}`;
        const own = new Pictures(this.#desk, { label, layout: "strip" });
        own.show(group);
        this.#lists.push({ list: own, items: group });
        const others = button(
          `Select all but the best`,
          () => this.#desk.select([...this.#desk.selection, ...group.slice(1)]),
        );
        others.setAttribute("aria-label", `Select all but the best of set ${listed}`);
        body.append(element("div", { className: "row" }, own.box, others));
      }
      rest.remove();
      if (listed >= doubles.length) return;
      rest.textContent = `Show more of ${doubles.length} sets`;
      body.append(rest);
    };
    list();
    const count = doubles.reduce((sum, group) => sum + group.length, 0);
    const about = element("span", {
      textContent: count > 0
        ? "The same, or nearly, a set a row, the best (the largest) first. From duplicates.csv. Nothing is deleted."
        : "No two pictures are nearly the same.",
    });
    if (more !== undefined) {
      about.append(
        " These are known by the encoder's features; copies that were saved anew, made smaller or turned are told by ",
        element("code", { textContent: more }),
      );
    }
    return [this.#details("Doubles", count, about, body)];
  }

  #part(
    title: string,
    items: readonly number[] | undefined,
    about: string,
    none: string,
    looking: string,
    extra?: (i: number) => string,
  ): HTMLElement[] {
    if (items === undefined) return [this.#absent(title, looking)];
    if (items.length === 0) return [this.#details(title, 0, none)];
    const list = new Pictures(this.#desk, { label: title, layout: "grid", extra });
    this.#lists.push({ list, items });
    const all = button("Select all", () => this.#desk.select([...this.#desk.selection, ...items]));
    all.setAttribute("aria-label", `Select all of ${title.toLowerCase()}`);
    list.show(items);
    return [this.#details(title, items.length, about, list.box, element("p", {}, all))];
  }

  #absent(title: string, command: string): HTMLElement {
    return this.#details(
      title,
      undefined,
      element(
        "span",
        {},
        "Nobody has looked. This does, for the next page: ",
        element("code", { textContent: command }),
      ),
    );
  }

  #details(
    title: string,
    count: number | undefined,
    about: string | Node,
    ...body: readonly Node[]
  ): HTMLElement {
    const number = count === undefined ? "not looked for" : count.toLocaleString("en-GB");
    return element(
      "details",
      { className: "look" },
      element(
        "summary",
        {},
        element("h3", { textContent: title }),
        element("span", { className: "dim", textContent: number }),
      ),
      element("p", { className: "dim" }, about),
      ...body,
    );
  }
}
