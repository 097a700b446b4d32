import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { noEdits } from "../names/edits.ts";
import { confusionHtml } from "./confusion.ts";
import { curvesHtml } from "./curves.ts";
import { escapeHtml as text, scriptJson } from "./escape.ts";
import { cardsHtml, comparisonHtml, headsHtml, provenanceHtml, warningsHtml } from "./overview.ts";
import type { ReportData, ReportImages } from "./report_data.ts";

/**
 * The page of a report: one HTML file that asks the network for nothing, and whose security policy
 * would not let it.
 *
 * @param style The page's style sheet.
 * @param script The page's script.
 */
export function pageHtml(data: ReportData, style: string, script: string): string {
  const { runs, images } = data;
  const [first] = runs;
  const { recipe, data: { samples } } = first.manifest;
  const title = runs.length > 1 ? `${runs.length} runs compared` : first.run;
  const policy = [
    "default-src 'none'",
    "img-src data:",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const curves = curvesHtml(runs.map(({ run, curves }) => ({ name: run, curves })));
  const classes = confusionHtml(images);
  const shown = images.shown.length < samples
    ? `${images.shown.length.toLocaleString("en-GB")} of ${
      samples.toLocaleString("en-GB")
    } images are drawn: the most and the least confident of each cluster, and others at random. Sizes and scores count all.`
    : "";
  const kinds = [
    ["cluster", "cluster"],
    ...(images.truth ? [["class", "class"], ["right", "right or wrong"]] : []),
    ["confidence", "confidence"],
    ...(images.agreement ? [["agreement", "agreement of heads"]] : []),
  ];
  const links = [
    ["h-curves", "Curves", curves !== ""],
    ["h-heads", "Sub-heads", first.heads.length > 1],
    ["h-classes", "Classes", classes !== ""],
    ["h-map", "Map and neighbours", true],
    ["h-clusters", "Clusters", true],
    ["h-cases", "Success and failure", images.truth !== undefined],
    ["h-made", "How it was made", true],
  ] as const;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${text(title)} - crlc report</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">To the results</a>
<header>
<h1>${text(title)}</h1>
<p>${text(recipe.strategy)} on ${text(recipe.dataset.name)} (${text(recipe.dataset.split)}), ${
    samples.toLocaleString("en-GB")
  } images, seed ${recipe.seed}, on ${text(first.manifest.sessions.at(-1)?.device ?? "")}</p>
</header>
<nav aria-label="Parts of the page">${
    links.filter(([, , there]) => there).map(([id, name]) => `<a href="#${id}">${name}</a>`).join(
      "",
    )
  }</nav>
<main id="main">
${cardsHtml(first)}
${warningsHtml(data)}
${comparisonHtml(data)}
${
    curves
      ? `<section aria-labelledby="h-curves"><h2 id="h-curves">Curves</h2><p class="dim">Means over each epoch${
        first.heads.length > 1 ? "; a band spans the sub-heads" : ""
      }.</p><div class="charts">${curves}</div></section>`
      : ""
  }
${headsHtml(first)}
${classes}
<section aria-labelledby="h-map"><h2 id="h-map">Map and neighbours</h2>
<p class="dim">${
    images.mapKind === "umap"
      ? "UMAP of the learned features: near points are alike, distances between groups mean little."
      : "The two directions in which the learned features differ most (PCA)."
  } ${shown}</p>
<div class="bar"><label>Colour by <select id="by">${
    kinds.map(([value, name]) => `<option value="${value}">${name}</option>`).join("")
  }</select></label><label>Find image <input id="find" placeholder="number or part of a name" autocomplete="off"></label></div>
<div class="map"><figure><canvas id="map" tabindex="0" role="application" aria-label="Map of the images. Arrow keys walk from image to image; the chosen one and its neighbours stand beside it."></canvas><div id="tip" class="tip" hidden><canvas></canvas><div></div></div><ul id="legend" class="legend" aria-label="Colours"></ul></figure>
<div id="chosen" class="chosen" role="region" aria-live="polite" aria-label="Chosen image"></div></div></section>
<section aria-labelledby="h-clusters"><h2 id="h-clusters">Clusters by size</h2>${
    images.truth
      ? '<p class="dim">A red frame: the image is of another class than its cluster is matched to.</p>'
      : ""
  }<div id="clusters"></div></section>
${
    images.truth
      ? '<section aria-labelledby="h-cases"><h2 id="h-cases">Success and failure</h2><p class="dim">Most confident first.</p><div id="cases"></div></section>'
      : ""
  }
${provenanceHtml(data)}
</main>
<footer>Made by crlc ${
    text(first.manifest.versions.crlc ?? "")
  }. This page holds everything it shows and asks the network for nothing.</footer>
<noscript><p>The images, the map and the neighbours need JavaScript, which this page brings along.</p></noscript>
<script type="application/json" id="data">${
    scriptJson(packed(images, first.score.selected.head))
  }</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(content: string): string {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}

function packed(images: ReportImages, head: number) {
  const bytes = (of: Int32Array | Uint32Array | Float32Array | Int16Array | undefined) =>
    of ? Buffer.from(of.buffer, of.byteOffset, of.byteLength).toString("base64") : null;
  const { names, neighbours, mosaics, sizes, classNames, classOf } = images;
  return {
    shown: bytes(images.shown),
    clusters: bytes(images.clusters),
    confidence: bytes(images.confidence),
    agreement: bytes(images.agreement),
    truth: bytes(images.truth),
    map: bytes(images.map),
    ids: bytes(neighbours.ids),
    cosines: bytes(Int16Array.from(neighbours.cosines, (x) => Math.round(x * 1e4))),
    k: neighbours.k,
    names,
    edits: images.edits ?? noEdits(sizes.length, head),
    sizes,
    classNames,
    classOf: classOf && [...classOf],
    mosaics: {
      ...mosaics,
      files: mosaics.files.map((file) => Buffer.from(file).toString("base64")),
    },
  };
}
