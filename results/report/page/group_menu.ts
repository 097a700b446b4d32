import { button } from "./button.ts";
import { joinParts, mergeGroups, removeAdded, splitCluster, takeApart } from "./corrections.ts";
import type { Desk } from "./desk.ts";
import { element } from "./element.ts";
import { type Group, groupText } from "./group.ts";
import { fillPicker, groupPicker } from "./group_picker.ts";

/** What can be done to a group beside naming it. It is filled when it is opened. */
export class GroupMenu {
  readonly box = element(
    "details",
    { className: "menu" },
    element("summary", { textContent: "Change" }),
  );
  readonly #desk: Desk;
  readonly #body = element("div", { className: "menu-body" });
  readonly #merge = groupPicker("Group to merge with");
  #group!: Group;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.box.append(this.#body);
    this.box.addEventListener("toggle", () => {
      // It is told late: whoever came by the key stands within already, and would be put out.
      if (this.box.open && !this.#body.contains(document.activeElement)) this.#fill();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.box.open) return;
      event.stopPropagation();
      this.close();
    });
  }

  show(group: Group): void {
    this.#group = group;
    this.box.querySelector("summary")!.setAttribute(
      "aria-label",
      `Change group ${groupText(group)}`,
    );
    if (this.box.open) this.#fill();
  }

  /** Opens it where groups are merged. */
  openAtMerge(): void {
    this.box.open = true;
    this.#fill();
    this.#merge.focus();
  }

  /** Closes it; whoever was within stands at its head. */
  close(): void {
    const within = this.box.contains(document.activeElement);
    this.box.open = false;
    if (within) this.box.querySelector("summary")!.focus();
  }

  #fill(): void {
    const desk = this.#desk, { keys } = this.#group;
    const at = desk.grouping.byKey.get(keys[0]);
    fillPicker(this.#merge, desk, { without: at });
    const rows: HTMLElement[] = [];
    if (this.#merge.options.length > 0) {
      rows.push(this.#row("Merge with ", this.#merge, button("Merge", () => this.#mergeNow())));
    }
    rows.push(...this.#splitting(), ...this.#undoing());
    this.#body.replaceChildren(...rows);
  }

  #row(...children: (Node | string)[]): HTMLElement {
    return element("p", {}, ...children);
  }

  #mergeNow(): void {
    const desk = this.#desk, { grouping, history } = desk;
    const other = grouping.groups[grouping.byKey.get(this.#merge.value)!];
    this.close();
    desk.correct(
      `Merged ${groupText(this.#group)} and ${groupText(other)}`,
      mergeGroups(history.now, this.#group.keys, other.keys),
    );
  }

  /** Ways to split the group; a group of several keys is taken apart first. */
  #splitting(): HTMLElement[] {
    const desk = this.#desk, { keys } = this.#group, [key] = keys;
    if (keys.length > 1 || !/^\d+$/.test(key)) return [];
    const possible = [...desk.view.parts].filter(([, { sizes }]) => sizes[Number(key)]?.length > 0)
      .map(([n]) => n).sort((a, b) => a - b);
    if (possible.length === 0) {
      return [this.#row(
        "Split it by selecting pictures and moving them to a new group, or by ",
        element("code", { textContent: `crlc names RUN --split ${key}` }),
      )];
    }
    return [this.#row(
      "Split into ",
      ...possible.map((n) => button(`${n} parts`, () => this.#split(key, n))),
    )];
  }

  #split(key: string, parts: number): void {
    const desk = this.#desk;
    this.close();
    desk.correct(
      `Split ${groupText(this.#group)} into ${parts} parts`,
      splitCluster(desk.history.now, key, parts),
    );
  }

  /** Ways back: out of a merge, out of a split, without an added group. */
  #undoing(): HTMLElement[] {
    const desk = this.#desk, { keys, members } = this.#group;
    const correct = (what: string, edits: typeof desk.history.now) => {
      this.close();
      desk.correct(what, edits);
    };
    const name = groupText(this.#group), rows: HTMLElement[] = [];
    if (keys.length > 1) {
      rows.push(this.#row(button(
        "Take apart",
        () => correct(`Took ${name} apart`, takeApart(desk.history.now, keys)),
      )));
    }
    for (
      const cluster of new Set(
        keys.filter((key) => key.includes(".")).map((key) => key.split(".")[0]),
      )
    ) {
      rows.push(this.#row(button(
        `Join the parts of ${cluster} again`,
        () => correct(`Joined the parts of ${cluster}`, joinParts(desk.history.now, cluster)),
      )));
    }
    if (keys.length === 1 && keys[0].startsWith("+")) {
      rows.push(this.#row(button(
        members.length > 0 ? "Remove it: its pictures go back" : "Remove it",
        () => correct(`Removed ${name}`, removeAdded(desk.history.now, keys[0])),
      )));
    }
    return rows;
  }
}
