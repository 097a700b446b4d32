/**
 * The parts of the page in which single images are looked at. The script fills them.
 *
 * @module
 */
import type { ReportData } from "./report_data.ts";

/** Whether classes are known of the images of any run. */
export function isLabelled({ sets }: Pick<ReportData, "sets">): boolean {
  return sets.some(({ labels }) => labels !== undefined);
}

/** The map of the images, and the chosen one with its nearest neighbours. */
export function mapHtml(data: ReportData): string {
  const { images } = data;
  const kinds = [
    ["cluster", "cluster"],
    ...(isLabelled(data) ? [["class", "class"], ["right", "right or wrong"]] : []),
    ["confidence", "confidence"],
    ...(images.some(({ agreement }) => agreement) ? [["agreement", "agreement of heads"]] : []),
  ];
  return `<section aria-labelledby="h-map"><h2 id="h-map">Map and neighbours</h2>
<p class="dim">${
    images[0].mapKind === "umap"
      ? "UMAP of the learned features: near points are alike, distances between groups mean little."
      : "The two directions in which the learned features differ most (PCA)."
  } <span id="drawn"></span></p>
<div class="bar"><label>Colour by <select id="by">${
    kinds.map(([value, name]) => `<option value="${value}">${name}</option>`).join("")
  }</select></label><label>Find image <input id="find" placeholder="number or part of a name" autocomplete="off"></label></div>
<div class="map"><figure><canvas id="map" tabindex="0" role="application" aria-label="Map of the images. Arrow keys walk from image to image; the chosen one and its neighbours stand beside it."></canvas><div id="tip" class="tip" hidden><canvas></canvas><div></div></div><ul id="legend" class="legend" aria-label="Colours"></ul></figure>
<div id="chosen" class="chosen" role="region" aria-live="polite" aria-label="Chosen image"></div></div></section>`;
}

/** The clusters, by size, with the fields for their names. */
export function clustersHtml(data: ReportData): string {
  return `<section aria-labelledby="h-clusters"><h2 id="h-clusters">Clusters by size</h2>${
    isLabelled(data)
      ? '<p class="dim" id="framed">A red frame: the image is of another class than its cluster is matched to.</p>'
      : ""
  }<div id="naming"></div><div id="clusters"></div></section>`;
}

/** The most confident images of each class, right and wrong; nothing without labels. */
export function casesHtml(data: ReportData): string {
  return isLabelled(data)
    ? '<section aria-labelledby="h-cases"><h2 id="h-cases">Success and failure</h2><p class="dim">Most confident first.</p><div id="cases"></div></section>'
    : "";
}
