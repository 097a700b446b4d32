import type { Desk } from "./desk.ts";
import { element } from "./element.ts";
import { groupText } from "./group.ts";
import type { View } from "./view.ts";

/** A pair of numbers, as percentages. */
const FULL = [0, 100] as const;

/** Which pictures the map shows: by group, class, split, confidence, novelty, and a part of the name. */
export class MapFilters {
  readonly box = element("div", { className: "filters" });
  readonly #desk: Desk;
  readonly #changed: () => void;
  readonly #group = element("select", { autocomplete: "off" });
  readonly #class = element("select", { autocomplete: "off" });
  readonly #classLabel = element("label", {}, "Class ", this.#class);
  readonly #split = element("select", { autocomplete: "off" });
  readonly #splitLabel = element("label", {}, "Split ", this.#split);
  readonly #name = element("input", { type: "search", autocomplete: "off" });
  readonly #confidence = this.#range("Confidence");
  readonly #novelty = this.#range("Novelty");

  /** @param changed Is told that other pictures are to be shown. */
  constructor(desk: Desk, changed: () => void) {
    this.#desk = desk;
    this.#changed = changed;
    for (const select of this.#selects) select.addEventListener("change", changed);
    this.#name.addEventListener("input", changed);
    const clear = element("button", {
      type: "button",
      className: "plain",
      textContent: "Show all",
    });
    clear.addEventListener("click", () => {
      this.#clear();
      changed();
    });
    this.box.append(
      element("label", {}, "Group ", this.#group),
      this.#classLabel,
      this.#splitLabel,
      this.#confidence.box,
      this.#novelty.box,
      element("label", {}, "Name has ", this.#name),
      clear,
    );
  }

  get #selects(): readonly [HTMLSelectElement, HTMLSelectElement, HTMLSelectElement] {
    return [this.#group, this.#class, this.#split];
  }

  /** Offers what there is of a run. */
  fill(): void {
    const { grouping, view } = this.#desk;
    const fill = (select: HTMLSelectElement, texts: readonly string[]) => {
      const before = select.value;
      select.replaceChildren(
        element("option", { value: "", textContent: "all" }),
        ...texts.map((textContent, at) => element("option", { value: String(at), textContent })),
      );
      select.value = Number(before) < texts.length ? before : "";
    };
    fill(this.#group, grouping.groups.map(groupText));
    this.#classLabel.hidden = view.labels === null;
    fill(this.#class, view.classNames);
    this.#confidence.box.hidden = !view.tellsConfidence;
    this.#splitLabel.hidden = view.splitNames.length === 0;
    fill(this.#split, view.splitNames);
  }

  /** Whether a picture passes. */
  test(): (i: number) => boolean {
    const { view, grouping } = this.#desk;
    const [group, c, split] = this.#selects.map(({ value }) => value);
    const name = this.#name.value.trim().toLowerCase();
    const within = ({ inputs }: Range, of: Float32Array) => {
      const [low, high] = inputs.map(({ valueAsNumber }, at) =>
        Number.isNaN(valueAsNumber) ? FULL[at] : valueAsNumber
      );
      return low <= FULL[0] && high >= FULL[1]
        ? () => true
        : (i: number) => of[i] * 100 >= low && of[i] * 100 <= high;
    };
    const confident = within(this.#confidence, view.confidence);
    const novel = within(this.#novelty, view.novelty);
    return (i) =>
      (group === "" || grouping.of[i] === Number(group)) &&
      (c === "" || (view as View).labels?.[i] === Number(c)) &&
      (split === "" || view.splitOf(i) === Number(split)) && confident(i) && novel(i) &&
      (name === "" || view.names[i].toLowerCase().includes(name));
  }

  #clear(): void {
    for (const field of [...this.#selects, this.#name]) field.value = "";
    for (const { inputs } of [this.#confidence, this.#novelty]) {
      inputs.forEach((input, at) => input.valueAsNumber = FULL[at]);
    }
  }

  #range(name: string): Range {
    const inputs = FULL.map((value, at) => {
      const input = element("input", {
        type: "number",
        min: "0",
        max: "100",
        value: String(value),
      });
      input.setAttribute("aria-label", `${name}, ${at === 0 ? "at least" : "at most"}, in percent`);
      input.addEventListener("input", () => this.#changed());
      return input;
    });
    return { inputs, box: element("span", {}, `${name} `, inputs[0], " to ", inputs[1], " %") };
  }
}

interface Range {
  readonly inputs: readonly HTMLInputElement[];
  readonly box: HTMLElement;
}
