import { SHOWN } from "./clusters.ts";
import { element } from "./element.ts";
import { type Choose, thumbRow } from "./thumbs.ts";
import type { View } from "./view.ts";

/** Classes that are shown. */
const CLASSES = 40;

/** Success and failure: of each class the most confident images, right and wrong. */
export function showCases(view: View, choose: Choose): void {
  const cases = document.getElementById("cases");
  if (!cases) return;
  const { labels, classNames = [], clusters, confidence, shown } = view;
  cases.replaceChildren();
  if (!labels) return cases.append("No classes are known of the images of this run.");
  const most = (test: (i: number) => boolean) => {
    const found: number[] = [];
    for (let i = 0; i < shown.length; i++) if (test(i)) found.push(i);
    return found.sort((a, b) => confidence[b] - confidence[a] || a - b).slice(0, SHOWN);
  };
  for (const c of classNames.map((_, c) => c).slice(0, CLASSES)) {
    const right = most((i) => labels[i] === c && view.isRight(i));
    const missed = most((i) => labels[i] === c && !view.isRight(i));
    const intruders = most((i) => labels[i] !== c && view.matched(clusters[i]) === c);
    cases.append(
      element("h3", { textContent: view.classText(c) }),
      ...([["Right", right], ["Missed", missed], ["Taken for it", intruders]] as const)
        .filter(([, some]) => some.length > 0)
        .map(([title, some]) => thumbRow(view, title, some, choose)),
    );
  }
}
