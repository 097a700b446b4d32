import type { Desk } from "./desk.ts";
import { element } from "./element.ts";
import { Pictures } from "./pictures.ts";

/** Classes that are shown. */
const CLASSES = 40;
/** Pictures of a strip. */
const SHOWN = 12;

/** Right and wrong: of each class the most confident pictures that were found, missed, or taken for it. */
export function showCases(desk: Desk): void {
  const cases = document.getElementById("cases");
  if (!cases) return;
  const { view, grouping } = desk, { labels, certainty, length, classNames } = view;
  cases.replaceChildren();
  if (!labels) return cases.append("No classes are known of the pictures of this run.");
  const most = (test: (i: number) => boolean) => {
    const found: number[] = [];
    for (let i = 0; i < length; i++) if (test(i)) found.push(i);
    return found.sort((a, b) => certainty[b] - certainty[a] || a - b).slice(0, SHOWN);
  };
  for (const c of classNames.map((_, c) => c).slice(0, CLASSES)) {
    const name = view.classText(c);
    const rows = [
      ["Right", most((i) => labels[i] === c && !desk.isWrong(i))],
      ["Missed", most((i) => labels[i] === c && desk.isWrong(i))],
      [
        "Taken for it",
        most((i) => labels[i] !== c && grouping.groups[grouping.of[i]].classes.includes(c)),
      ],
    ] as const;
    cases.append(
      element("h3", { textContent: name }),
      ...rows.filter(([, some]) => some.length > 0).map(([title, some]) => {
        const list = new Pictures(desk, {
          label: `${name}: ${title.toLowerCase()}`,
          layout: "strip",
        });
        list.show(some);
        return element(
          "div",
          { className: "row" },
          element("h4", { textContent: title }),
          list.box,
        );
      }),
    );
  }
}
