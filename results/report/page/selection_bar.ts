import { button } from "./button.ts";
import type { Desk } from "./desk.ts";
import { element } from "./element.ts";
import { found } from "./found.ts";
import { fillPicker, groupPicker, NEW } from "./group_picker.ts";
import { moveImages } from "./move_selected.ts";
import { Pictures } from "./pictures.ts";

/** What can be done with the pictures that are selected; it is there while any are. */
export class SelectionBar {
  readonly #desk: Desk;
  readonly #bar = found("selection");
  readonly #count = element("b");
  readonly #picker = groupPicker("Group to move the selected pictures to");
  readonly #look: HTMLButtonElement;
  readonly #list: Pictures;
  #groupsOf: unknown;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#list = new Pictures(desk, { label: "Selected pictures", layout: "grid" });
    this.#list.box.hidden = true;
    this.#look = button("Look at them", () => this.#toggle());
    this.#look.setAttribute("aria-expanded", "false");
    const moving = desk.store.editable
      ? [
        element("label", {}, "Move to ", this.#picker),
        button("Move", () => this.#move(this.#picker.value)),
        button("To a new group", () => this.#move(NEW)),
      ]
      : [];
    this.#bar.append(
      this.#list.box,
      element(
        "div",
        { className: "bar" },
        this.#count,
        ...moving,
        this.#look,
        button("Clear", () => desk.select([])),
      ),
    );
    desk.onSelection.on(() => this.#show());
    desk.onGroups.on(() => this.#show());
  }

  #show(): void {
    const { size } = this.#desk.selection;
    this.#bar.hidden = size === 0;
    if (size === 0) {
      this.#list.box.hidden = true;
      this.#look.setAttribute("aria-expanded", "false");
      return;
    }
    this.#count.textContent = `${size.toLocaleString("en-GB")} selected`;
    if (this.#groupsOf !== this.#desk.grouping) {
      this.#groupsOf = this.#desk.grouping;
      fillPicker(this.#picker, this.#desk, {});
    }
    if (!this.#list.box.hidden) this.#list.show([...this.#desk.selection]);
  }

  #toggle(): void {
    const { box } = this.#list;
    box.hidden = !box.hidden;
    this.#look.setAttribute("aria-expanded", String(!box.hidden));
    if (!box.hidden) this.#list.show([...this.#desk.selection]);
  }

  #move(to: string): void {
    moveImages(this.#desk, [...this.#desk.selection], to);
    this.#desk.select([]);
  }
}
