import { element } from "./element.ts";
import { type Choose, drawFrom, thumb } from "./thumbs.ts";
import type { View } from "./view.ts";

/** Shows an image with what is known of it, and its nearest neighbours. */
export function showChosen(panel: HTMLElement, view: View, i: number, choose: Choose): void {
  const big = element("canvas");
  drawFrom(view, big, i);
  const near = Array.from({ length: view.k }, (_, j) => i * view.k + j);
  panel.replaceChildren(
    element("h3", { textContent: "Chosen image" }),
    big,
    element(
      "dl",
      {},
      ...factsOf(view, i).flatMap(([name, value]) => [
        element("dt", { textContent: name }),
        element("dd", { textContent: value }),
      ]),
    ),
    element("h3", { textContent: "Nearest neighbours" }),
    element(
      "div",
      { className: "thumbs" },
      ...near.map((at) =>
        thumb(view, view.ids[at], choose, `, cosine ${(view.cosines[at] / 1e4).toFixed(3)}`)
      ),
    ),
  );
  panel.dataset.image = String(i);
}

function factsOf(view: View, i: number): (readonly [string, string])[] {
  const { names, shown, clusters, confidence, agreement, labels } = view;
  const match = view.isRight(i) ? "as matched" : "not as matched";
  return [
    ["Name", names[i]],
    ["Number", String(shown[i])],
    ["Cluster", view.clusterText(clusters[i])],
    ["Confidence", confidence[i].toFixed(3)],
    ...(agreement ? [["Heads agree", agreement[i].toFixed(2)] as const] : []),
    ...(labels ? [["Class", `${view.classText(labels[i])} (${match})`] as const] : []),
  ];
}
