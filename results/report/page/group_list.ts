import { button } from "./button.ts";
import type { Desk } from "./desk.ts";
import { found } from "./found.ts";
import { GroupBox } from "./group_box.ts";

/** Groups that are listed at once. */
const STEP = 100;

/** The groups of a run, one below the other. Each is filled as it comes near. */
export class GroupList {
  readonly #desk: Desk;
  readonly #box = found("groups");
  readonly #more = button("", () => {
    this.#listed += STEP;
    this.#show();
  });
  readonly #near = new WeakMap<Element, () => void>();
  readonly #observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.#observer.unobserve(target);
      this.#near.get(target)?.();
    }
  }, { rootMargin: "600px" });
  /** By the first key of each. */
  #boxes = new Map<string, GroupBox>();
  #listed = STEP;

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.onRun.on(() => {
      this.#boxes = new Map();
      this.#box.replaceChildren();
      this.#listed = STEP;
    });
    desk.onGroups.on(() => this.#show());
    this.#show();
  }

  #show(): void {
    const { groups } = this.#desk.grouping, some = groups.slice(0, this.#listed);
    const boxes = new Map<string, GroupBox>();
    for (const group of some) {
      const known = this.#boxes.get(group.keys[0]);
      const box = known ?? new GroupBox(this.#desk, (element, near) => {
        this.#near.set(element, near);
        this.#observer.observe(element);
      });
      box.show(group);
      boxes.set(group.keys[0], box);
    }
    const lost = [...this.#boxes].findIndex(([key, { box }]) =>
      !boxes.has(key) && box.contains(document.activeElement)
    );
    for (const [key, { box }] of this.#boxes) if (!boxes.has(key)) box.remove();
    // What stays is not taken out, since the focus may be in it.
    let before: Element | null = null;
    for (const { box } of boxes.values()) {
      const next: Element | null = before ? before.nextElementSibling : this.#box.firstElementChild;
      if (next !== box) this.#box.insertBefore(box, next);
      before = box;
    }
    this.#boxes = boxes;
    // Whoever stood in a group that is gone stands in the one at its place.
    if (lost >= 0) [...boxes.values()][Math.min(lost, boxes.size - 1)]?.focus();
    const left = groups.length - some.length;
    this.#more.remove();
    if (left <= 0) return;
    this.#more.textContent = `Show ${Math.min(STEP, left)} more of ${groups.length} groups`;
    this.#box.append(this.#more);
  }
}
