import { button } from "./button.ts";
import { LONGEST, rename } from "./corrections.ts";
import type { Desk } from "./desk.ts";
import { element } from "./element.ts";
import { type Group, groupText } from "./group.ts";
import { GroupMenu } from "./group_menu.ts";
import { Pictures } from "./pictures.ts";

/** Pictures of a strip. */
const SHOWN = 12;

/** A group: its name, size and confidence, its best and least certain pictures, or all of them. */
export class GroupBox {
  readonly box = element("article", { className: "group" });
  readonly #desk: Desk;
  readonly #title = element("h3");
  readonly #name = element("input", { autocomplete: "off", maxLength: LONGEST, className: "name" });
  readonly #facts = element("p", { className: "facts" });
  readonly #menu: GroupMenu;
  readonly #all = button("", () => this.#toggleAll());
  readonly #body = element("div", { className: "body" });
  #group!: Group;
  #lists: Pictures[] = [];
  /** How the body is shown now. */
  #shown: "nothing" | "few" | "all" = "nothing";
  #near = false;

  /** @param watch Tells it when it comes near to what can be seen. */
  constructor(desk: Desk, watch: (box: HTMLElement, near: () => void) => void) {
    this.#desk = desk;
    this.#menu = new GroupMenu(desk);
    this.#name.addEventListener("change", () => this.#rename());
    this.#name.placeholder = "Name";
    const editing = desk.store.editable ? [this.#name, this.#menu.box] : [];
    this.box.append(
      element("header", {}, this.#title, ...editing, this.#facts, this.#all),
      this.#body,
    );
    this.box.addEventListener("keydown", (event) => this.#onKey(event));
    watch(this.box, () => {
      this.#near = true;
      this.#fill();
    });
  }

  show(group: Group): void {
    this.#group = group;
    const { keys, name, size, members } = group, view = this.#desk.view;
    const text = groupText(group), number = keys.join(" + ");
    this.box.dataset.group = keys[0];
    this.box.setAttribute("aria-label", `Group ${text}`);
    this.#title.textContent = this.#desk.store.editable || !name
      ? `Group ${number}`
      : `Group ${text}`;
    if (document.activeElement !== this.#name) this.#name.value = name;
    this.#name.setAttribute("aria-label", `Name of group ${number}`);
    this.#facts.textContent = [
      `${size.toLocaleString("en-GB")} ${size === 1 ? "picture" : "pictures"}`,
      `${(100 * size / Math.max(1, view.packed.samples)).toFixed(1)} %`,
      ...members.length > 0 && view.tellsConfidence
        ? [`confidence ${group.confidence.toFixed(2)}`]
        : [],
      ...group.classes.length > 0
        ? [`matched to ${group.classes.map((c) => view.classText(c)).join(", ")}`]
        : [],
    ].join(" · ");
    this.#menu.show(group);
    this.#all.hidden = members.length <= SHOWN && this.#shown !== "all";
    this.#label();
    this.#body.style.setProperty("--rows", members.length > 2 * SHOWN ? "2" : "1");
    if (this.#near) this.#fill();
  }

  /** Moves the focus to it. */
  focus(): void {
    (this.#lists[0]?.items.length ? this.#lists[0] : this.#all).focus();
  }

  #label(): void {
    const { members } = this.#group;
    this.#all.textContent = this.#shown === "all"
      ? "Show fewer"
      : `Show all ${members.length.toLocaleString("en-GB")}`;
    this.#all.setAttribute("aria-expanded", String(this.#shown === "all"));
    this.#all.setAttribute(
      "aria-label",
      `${this.#all.textContent} of group ${groupText(this.#group)}`,
    );
  }

  /** Fills the body with lists, or the lists with what they are to show now. */
  #fill(): void {
    const { members } = this.#group, few = members.length <= 2 * SHOWN;
    const text = groupText(this.#group);
    const [best, least] = this.#desk.view.tellsConfidence
      ? ["Best", "Least certain"]
      : ["Most typical", "Least typical"];
    const parts: (readonly [string, readonly number[], string])[] = this.#shown === "all"
      ? [["", members, `All pictures of group ${text}, the ${best.toLowerCase()} first`]]
      : few
      ? [["", members, `Pictures of group ${text}`]]
      : [
        [best, members.slice(0, SHOWN), `${best} pictures of group ${text}`],
        [least, members.slice(-SHOWN).reverse(), `${least} pictures of group ${text}`],
      ];
    const shown = this.#shown === "all" ? "all" : "few";
    if (this.#shown !== shown || this.#lists.length !== parts.length || members.length === 0) {
      this.#shown = shown;
      const layout = shown === "all" ? "grid" : "strip";
      this.#lists = members.length === 0
        ? []
        : parts.map(([, , label]) => new Pictures(this.#desk, { label, layout }));
      this.#body.replaceChildren(
        ...this.#lists.length === 0
          ? [element("p", { className: "dim", textContent: "No picture of the page is in it." })]
          : this.#lists.map(({ box }, at) =>
            element(
              "div",
              { className: "row" },
              ...parts[at][0] ? [element("h4", { textContent: parts[at][0] })] : [],
              box,
            )
          ),
      );
    }
    this.#lists.forEach((list, at) => list.show(parts[at][1], parts[at][2]));
  }

  #toggleAll(): void {
    const within = this.#body.contains(document.activeElement);
    this.#shown = this.#shown === "all" ? "nothing" : "all";
    const all = this.#shown === "all";
    this.#lists = [];
    this.#fill();
    this.#label();
    if (all || within) this.#lists[0]?.focus(0);
    if (!all) this.box.scrollIntoView({ block: "nearest" });
  }

  #rename(): void {
    const { keys, name } = this.#group, next = this.#name.value.trim();
    if (next === name) return;
    this.#desk.correct(
      next
        ? `Named group ${keys.join(" + ")} ${next}`
        : `Took the name of group ${keys.join(" + ")} away`,
      rename(this.#desk.history.now, keys, next),
    );
  }

  /** Keys of a group: N names it, M merges it, A shows all of it. */
  #onKey(event: KeyboardEvent): void {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((target as Element).matches("input, select")) {
      if (key === "Escape" && target === this.#name) {
        this.#name.value = this.#group.name;
        this.#lists[0]?.focus();
      }
      return;
    }
    if (key === "n" && this.#desk.store.editable) this.#name.focus();
    else if (key === "m" && this.#desk.store.editable) this.#menu.openAtMerge();
    else if (key === "a" && !this.#all.hidden) this.#toggleAll();
    else return;
    event.preventDefault();
  }
}
