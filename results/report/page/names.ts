import type { PageEdits } from "../page_data.ts";
import { element } from "./element.ts";

const isPart = (key: string) => key.includes(".");

/** Names of clusters: shown, edited, and written out as names.json. */
export class ClusterNames {
  readonly #edits: PageEdits;
  readonly #names: Record<string, string>;
  readonly #split: Record<string, number>;
  /** Groups that hold a part of a cluster; they are written out as they came. */
  readonly #withParts: readonly (readonly string[])[];
  /** Of a cluster, another one that is of the same group. */
  readonly #same: Record<string, string> = {};
  readonly #listeners = new Set<() => void>();

  constructor(edits: PageEdits) {
    this.#edits = edits;
    this.#names = { ...edits.names };
    this.#split = { ...edits.split };
    this.#withParts = edits.merge.filter((keys) => keys.some(isPart));
    for (const [first, ...others] of edits.merge.filter((keys) => !keys.some(isPart))) {
      for (const other of others) this.#same[other] = first;
    }
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  nameOf(cluster: number): string {
    const names = this.#names;
    if (this.#split[cluster]) {
      return this.#keysOf(cluster).map((key) => names[key] ?? key).join(" | ");
    }
    return this.#groupOf(String(cluster)).map((key) => names[key]).find((name) => name) ?? "";
  }

  /** What stands at the head of a cluster's box. */
  editor(cluster: number): HTMLElement {
    const box = element("div", { className: "edit" });
    const render = () =>
      box.replaceChildren(
        ...this.#keysOf(cluster).map((key) => this.#nameField(key)),
        this.#groupField(cluster),
        this.#partsField(cluster, render),
      );
    render();
    return box;
  }

  /** What stands above all clusters. */
  saver(): HTMLElement {
    const button = element("button", {
      type: "button",
      className: "plain",
      id: "save-names",
      textContent: "Save names.json",
    });
    const note = element("span", { className: "dim" });
    note.setAttribute("role", "status");
    button.addEventListener("click", () => {
      const text = `${JSON.stringify(this.#json(), null, 2)}\n`;
      const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      element("a", { href: address, download: "names.json" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
      note.textContent = "Saved: now crlc names RUN --edits names.json";
    });
    this.onChange(() => note.textContent = "Changed, and not yet saved.");
    return element("p", { className: "bar" }, button, note);
  }

  #nameField(key: string): HTMLElement {
    const properties = { value: this.#names[key] ?? "", maxLength: 200 };
    return this.#field(isPart(key) ? `Name of part ${key}` : "Name", properties, ({ value }) => {
      if (value.trim()) this.#names[key] = value.trim();
      else delete this.#names[key];
    });
  }

  #groupField(cluster: number): HTMLElement {
    const properties = {
      value: this.#same[cluster] ?? "",
      type: "number",
      min: 0,
      max: this.#edits.clusters - 1,
    };
    return this.#field("Same group as cluster", properties, (input) => {
      if (!input.reportValidity()) return;
      if (input.value === "" || Number(input.value) === cluster) delete this.#same[cluster];
      else this.#same[cluster] = String(Number(input.value));
    });
  }

  #partsField(cluster: number, render: () => void): HTMLElement {
    const properties = { value: this.#split[cluster] ?? 1, type: "number", min: 1, max: 20 };
    return this.#field("Parts", properties, (input) => {
      if (!input.reportValidity()) return;
      if (Number(input.value) > 1) this.#split[cluster] = Number(input.value);
      else delete this.#split[cluster];
      render();
    });
  }

  #field(
    label: string,
    properties: object,
    act: (input: HTMLInputElement) => void,
  ): HTMLElement {
    const input = element("input", { autocomplete: "off", ...properties });
    input.addEventListener("change", () => {
      act(input);
      for (const listener of this.#listeners) listener();
    });
    return element("label", {}, `${label} `, input);
  }

  #keysOf(cluster: number): string[] {
    return this.#split[cluster]
      ? Array.from({ length: this.#split[cluster] }, (_, part) => `${cluster}.${part + 1}`)
      : [String(cluster)];
  }

  #groupOf(key: string): readonly string[] {
    return this.#merged().find((keys) => keys.includes(key)) ?? [key];
  }

  /** The groups of whole clusters that are taken for one. */
  #merged(): string[][] {
    const same = this.#same, split = this.#split, groups = new Map<string, Set<string>>();
    for (const key of Object.keys(same)) {
      if (split[key] || split[same[key]]) continue;
      const root = this.#rootOf(key);
      const own = groups.get(root) ?? new Set<string>([root]);
      groups.set(root, own.add(key).add(same[key]));
    }
    return [...groups.values()].map((keys) => [...keys].sort((a, b) => Number(a) - Number(b)))
      .filter((keys) => keys.length > 1);
  }

  /** The cluster that stands for a group; the lowest where they name each other in a circle. */
  #rootOf(key: string): string {
    const seen = new Set<string>();
    while (this.#same[key] !== undefined && !seen.has(key)) {
      seen.add(key);
      key = this.#same[key];
    }
    return seen.has(key) ? [...seen].sort((a, b) => Number(a) - Number(b))[0] : key;
  }

  #json(): PageEdits {
    const edits = this.#edits;
    const known = new Set(
      Array.from({ length: edits.clusters }, (_, cluster) => this.#keysOf(cluster)).flat(),
    );
    const kept = this.#withParts.map((keys) => keys.filter((key) => known.has(key)));
    return {
      ...edits,
      names: Object.fromEntries(Object.entries(this.#names).filter(([key]) => known.has(key))),
      merge: [...kept.filter((keys) => keys.length > 1), ...this.#merged()],
      split: this.#split,
    };
  }
}
