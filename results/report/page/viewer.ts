import { button } from "./button.ts";
import type { Desk } from "./desk.ts";
import { drawPicture } from "./draw_picture.ts";
import { element } from "./element.ts";
import { groupText } from "./group.ts";
import { fillPicker, groupPicker } from "./group_picker.ts";
import { moveImages } from "./move_selected.ts";
import { Pictures } from "./pictures.ts";

/** Pixels that the large picture is wide, at most. */
const LARGE = 512;
/** A share of the next likely group, of 65,535, that would be told as 0.000. */
const NEGLIGIBLE = 32;

/**
 * A picture large, with what is known of it: next and previous of the list that it was opened from,
 * its nearest neighbours, a move to another group. Esc leads back to where one was.
 */
export class Viewer {
  readonly #desk: Desk;
  readonly #dialog = element("dialog", { className: "viewer" });
  readonly #canvas = element("canvas");
  readonly #full = element("img", { alt: "", hidden: true });
  readonly #title = element("h2", { id: "viewer-title", tabIndex: -1 });
  readonly #place = element("p", { className: "dim" });
  readonly #facts = element("dl");
  readonly #picker = groupPicker("Group to move this picture to");
  readonly #select = button("Select", () => this.#desk.toggle(this.#image));
  readonly #near: Pictures;
  readonly #nearRow: HTMLElement;
  #image = 0;
  #among: readonly number[] = [];

  /** @param like Shows the pictures most like one. */
  constructor(desk: Desk, like: (i: number) => void) {
    this.#desk = desk;
    this.#near = new Pictures(desk, {
      label: "Nearest neighbours",
      layout: "strip",
      extra: (i) => `, cosine ${this.#cosineOf(i).toFixed(3)}`,
    });
    const more = button("More like this", () => {
      this.#dialog.close();
      like(this.#image);
    });
    this.#nearRow = element(
      "div",
      { className: "near" },
      element("h3", { textContent: "Nearest neighbours" }),
      this.#near.box,
      more,
    );
    const moving = desk.store.editable
      ? [
        element("label", {}, "Move to ", this.#picker),
        button("Move", () => moveImages(desk, [this.#image], this.#picker.value)),
      ]
      : [];
    this.#dialog.setAttribute("aria-labelledby", "viewer-title");
    this.#dialog.append(
      element("div", { className: "large" }, this.#canvas, this.#full),
      element(
        "div",
        { className: "about" },
        this.#title,
        this.#place,
        this.#facts,
        element("p", { className: "bar" }, ...moving, this.#select),
        this.#nearRow,
      ),
      element(
        "p",
        { className: "bar steps" },
        button("Previous", () => this.#step(-1)),
        button("Next", () => this.#step(1)),
        button("Close", () => this.#dialog.close()),
      ),
    );
    document.body.append(this.#dialog);
    desk.open = (i, among) => this.#open(i, among);
    desk.onGroups.on(() => this.#refresh());
    desk.onSelection.on(() => this.#refresh());
    // Another run numbers its pictures otherwise.
    desk.onRun.on(() => delete this.#canvas.dataset.image);
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
  }

  #open(i: number, among: readonly number[]): void {
    // A neighbour that is opened from here stands among the neighbours.
    this.#among = among;
    this.#image = i;
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#show();
    this.#title.focus({ preventScroll: true });
  }

  #step(by: number): void {
    const at = this.#among.indexOf(this.#image), next = this.#among[at + by];
    if (next === undefined) return;
    this.#image = next;
    this.#show();
  }

  #refresh(): void {
    if (this.#dialog.open) this.#show();
  }

  #show(): void {
    const desk = this.#desk, { view } = desk, i = this.#image;
    this.#dialog.dataset.image = String(i);
    if (this.#canvas.dataset.image !== String(i)) drawPicture(view, this.#canvas, i, LARGE);
    this.#showFull(i);
    this.#title.textContent = view.names[i];
    const at = this.#among.indexOf(i);
    this.#place.textContent = at < 0
      ? ""
      : `${at + 1} of ${this.#among.length.toLocaleString("en-GB")}`;
    this.#facts.replaceChildren(
      ...this.#factsOf(i).flatMap(([name, value]) => [
        element("dt", { textContent: name }),
        element("dd", {}, value),
      ]),
    );
    fillPicker(this.#picker, desk, { without: desk.grouping.of[i], added: true });
    const selected = desk.selection.has(i);
    this.#select.textContent = selected ? "Selected" : "Select";
    this.#select.setAttribute("aria-pressed", String(selected));
    this.#nearRow.hidden = view.k === 0;
    const near = Array.from({ length: view.k }, (_, j) => view.ids[i * view.k + j]);
    if (view.k > 0) this.#near.show(near);
  }

  /** The picture itself in place of the drawn one, where the page can ask for it. */
  #showFull(i: number): void {
    const address = this.#desk.store.pictureAddress(this.#desk.view.shown[i]);
    if (address === undefined || this.#full.getAttribute("src") === address) return;
    this.#full.hidden = true;
    this.#canvas.hidden = false;
    this.#full.onload = () => {
      this.#full.hidden = false;
      this.#canvas.hidden = true;
    };
    this.#full.src = address;
  }

  #factsOf(i: number): (readonly [string, Node | string])[] {
    const desk = this.#desk, { view } = desk;
    const { folder } = view.images, { second, agreement, labels } = view;
    return [
      ...folder === undefined ? [] : [["File", linkTo(folder, view.names[i])] as const],
      ["Number", String(view.shown[i])],
      ...view.splitNames.length > 0 ? [["Split", view.splitNames[view.splitOf(i)]] as const] : [],
      ["Group", groupText(desk.groupOf(i))],
      ...view.tellsConfidence ? [["Confidence", view.confidence[i].toFixed(3)] as const] : [],
      ...second && view.tellsConfidence && second.shares[i] > NEGLIGIBLE
        ? [
          [
            "Next likely",
            `group ${second.clusters[i]} (${(second.shares[i] / 65_535).toFixed(3)})`,
          ] as const,
        ]
        : [],
      ...agreement ? [["Heads agree", agreement[i].toFixed(2)] as const] : [],
      ...labels
        ? [
          [
            "Class",
            `${view.classText(labels[i])} (${desk.isWrong(i) ? "not as matched" : "as matched"})`,
          ] as const,
        ]
        : [],
    ];
  }

  #cosineOf(i: number): number {
    const { k, ids, cosines } = this.#desk.view;
    for (let at = this.#image * k; at < (this.#image + 1) * k; at++) {
      if (ids[at] === i) return cosines[at] / 1e4;
    }
    return NaN;
  }

  #onKey(event: KeyboardEvent): void {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((target as Element).matches("select, .tile, input")) return;
    if (key === "ArrowLeft") this.#step(-1);
    else if (key === "ArrowRight") this.#step(1);
    else if (key === "s") this.#desk.toggle(this.#image);
    else if (key === "m" && this.#desk.store.editable) this.#picker.focus();
    else return;
    event.preventDefault();
  }
}

/** A link to the file of a picture, from where the page lies. */
function linkTo(folder: string, name: string): HTMLAnchorElement {
  const path = name.split("/").map(encodeURIComponent).join("/");
  return element("a", {
    href: folder === "" ? path : `${folder}/${path}`,
    textContent: "Open the file",
    target: "_blank",
    rel: "noreferrer",
  });
}
