import type { Grouping } from "./group.ts";
import type { View } from "./view.ts";

/** Pictures by what is typed: a number, or a part of a file's, a group's or a class's name. */
export function searchPictures(view: View, grouping: Grouping, typed: string): number[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return [];
  const holds = (text: string) => text.toLowerCase().includes(wanted);
  const groups = grouping.groups.map(({ name }) => holds(name));
  const classes = view.classNames.map(holds);
  const numbered = /^\d+$/.test(wanted) ? view.shown.indexOf(Number(wanted)) : -1;
  const found = numbered >= 0 ? [numbered] : [];
  for (let i = 0; i < view.length; i++) {
    if (i === numbered) continue;
    if (
      holds(view.names[i]) || groups[grouping.of[i]] || view.labels && classes[view.labels[i]]
    ) found.push(i);
  }
  return found;
}
