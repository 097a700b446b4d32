import type { Desk } from "./desk.ts";
import { element } from "./element.ts";
import { groupText } from "./group.ts";

/** Stands for a group that is yet to be made. */
export const NEW = "new";

/** A choice among the groups of a run, by a key of each. */
export function groupPicker(label: string): HTMLSelectElement {
  const made = element("select", { autocomplete: "off" });
  made.setAttribute("aria-label", label);
  return made;
}

/** Fills a choice with the groups as they are now, without one of them. */
export function fillPicker(
  picker: HTMLSelectElement,
  { grouping }: Desk,
  { without, added = false }: { readonly without?: number; readonly added?: boolean },
): void {
  const before = picker.value;
  const options = grouping.groups.flatMap((group, at) =>
    at === without
      ? []
      : [element("option", { value: group.keys[0], textContent: groupText(group) })]
  );
  if (added) options.push(element("option", { value: NEW, textContent: "a new group" }));
  picker.replaceChildren(...options);
  if (options.some(({ value }) => value === before)) picker.value = before;
}
