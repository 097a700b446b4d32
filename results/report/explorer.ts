/**
 * The parts of the page in which pictures are looked at. The script fills them.
 *
 * @module
 */
import type { ReportData } from "./report_data.ts";

/** Whether classes are known of the images of any run. */
export function isLabelled({ sets }: Pick<ReportData, "sets">): boolean {
  return sets.some(({ labels }) => labels !== undefined);
}

/**
 * The groups with their pictures, what corrects them, and a search.
 *
 * @param served Whether corrections go to a server, and into the run.
 */
export function groupsHtml(data: ReportData, served: boolean): string {
  return `<section aria-labelledby="h-groups"><h2 id="h-groups">Groups</h2>
<div class="tools"><label>Find <input id="find" type="search" placeholder="name, number${
    isLabelled(data) ? ", class" : ""
  } or group" autocomplete="off"></label><span id="corrections" class="bar"></span><span id="status" role="status"></span><span id="next" hidden>Then, in the folder it was saved in: <code id="command"></code></span></div>
<div id="found" hidden></div>
<p class="dim"><span id="drawn"></span> ${
    isLabelled(data)
      ? '<span id="framed">A red frame: the picture is of another class than the one its group stands for; each group is matched to one class, so that most pictures fit.</span>'
      : ""
  }</p>
<details class="help"><summary>How to correct, and keys</summary>
<p>Click a picture to see it large; click its corner, or hold Ctrl, to select it, and Shift for all up to it. What is selected can be moved to another group, or to a new one. “Change” merges and splits groups. ${
    served
      ? "Corrections are written into the run at once, and count for every other command."
      : "Corrections stay in this browser; “Save names.json” writes them to a file, and the command beside it makes them count for every other command and the next report."
  }</p>
<dl class="keys"><dt>Arrow keys, Home, End</dt><dd>walk within a list of pictures, or over the map</dd><dt>Enter</dt><dd>the picture large; then ← and →, Esc to go back</dd><dt>Space, Shift+arrows, Ctrl+A</dt><dd>select</dd><dt>N, M, A</dt><dd>within a group: name it, merge it, show all of it</dd><dt>M, S</dt><dd>in the large view: move the picture, select it</dd><dt>Ctrl+Z, Ctrl+Y</dt><dd>undo, redo</dd><dt>/</dt><dd>find</dd><dt>+, −, 0, Shift+arrows</dt><dd>on the map: enlarge, reduce, all of it, pan</dd></dl></details>
<div id="groups"></div></section>`;
}

/** What can be done with the pictures that are selected; it stays at the foot of the window. */
export function selectionHtml(): string {
  return '<div id="selection" class="selection" role="region" aria-label="Selected pictures" hidden></div>';
}

/** Doubles, strays, doubtful and probably mislabelled pictures. */
export function lookHtml(): string {
  return '<section aria-labelledby="h-look"><h2 id="h-look">Worth a second look</h2><div id="look"></div></section>';
}

/** The map of the pictures. */
export function mapHtml(data: ReportData): string {
  const { images } = data;
  const kinds = [
    ["group", "group"],
    ...(isLabelled(data) ? [["class", "class"], ["right", "right or wrong"]] : []),
    ["confidence", "confidence"],
    ["novelty", "novelty"],
    ...(images.some(({ agreement }) => agreement) ? [["agreement", "agreement of heads"]] : []),
  ];
  const option = ([value, name]: readonly string[]) => `<option value="${value}">${name}</option>`;
  return `<section aria-labelledby="h-map"><h2 id="h-map">Map</h2>
<p class="dim">${
    images[0].mapKind === "umap"
      ? "Each point is a picture, and near points are alike to the run; distances between groups mean little. Drawn by UMAP."
      : "Each point is a picture, and near points are mostly alike to the run. Drawn by PCA: the two directions in which its features differ most."
  } A drag with Shift selects a box.</p>
<div class="bar"><label>Colour by <select id="by">${
    kinds.map(option).join("")
  }</select></label><label>A drag <select id="drag">${
    [["pan", "pans"], ["box", "selects a box"], ["lasso", "draws a lasso"]].map(option).join("")
  }</select></label><span class="bar"><button type="button" class="plain" id="zoom-in" aria-label="Enlarge the map">+</button><button type="button" class="plain" id="zoom-out" aria-label="Reduce the map">−</button><button type="button" class="plain" id="zoom-reset">All of it</button></span></div>
<details class="help"><summary>Filter</summary><div id="map-filters"></div></details>
<figure class="map"><canvas id="map" tabindex="0" role="application" aria-label="Map of the pictures. Arrow keys walk from picture to picture, Enter shows one large, Space selects it."></canvas><div id="tip" class="tip" hidden><canvas></canvas><div></div></div></figure>
<div id="legend" class="legend" role="group" aria-label="What is shown on the map"></div>
<div id="picked" hidden></div></section>`;
}

/** Two runs of the same pictures side by side; nothing where there are none. */
export function compareHtml({ matched }: ReportData): string {
  return matched
    ? '<section aria-labelledby="h-compare"><h2 id="h-compare">Side by side</h2><div id="comparison"></div></section>'
    : "";
}

/** The most confident pictures of each class, right and wrong; nothing without labels. */
export function casesHtml(data: ReportData): string {
  return isLabelled(data)
    ? '<section aria-labelledby="h-cases"><h2 id="h-cases">Right and wrong</h2><p class="dim">Of each class, the most confident first.</p><div id="cases"></div></section>'
    : "";
}
